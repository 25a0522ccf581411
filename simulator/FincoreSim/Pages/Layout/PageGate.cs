using FincoreSim.Api.Auth;
using FincoreSim.Worlds;

namespace FincoreSim.Pages.Layout;

/// <summary>
/// Stands before every page where an admin token is set: without it there is one form and nothing of any sandbox, not even whether
/// there is one. Stateless.
/// </summary>
internal static class PageGate
{
    private const string BackField = "_back";
    private const string TokenField = "token";

    /// <summary>Maps what the form posts to, and the way out.</summary>
    public static void MapGate(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost($"{PageAssets.Prefix}token", TakeAsync);
        endpoints.MapPost($"{PageAssets.Prefix}leave", LeaveAsync);
    }

    /// <summary>Lets in whoever has the token, and asks everybody else for it.</summary>
    public static RequestDelegate Guard(RequestDelegate show) => context =>
        SessionOf(context).Has(context.Request) ? show(context) : AskAsync(context, WantedBy(context.Request), isWrong: false);

    private static AdminSession SessionOf(HttpContext context) => context.RequestServices.GetRequiredService<AdminSession>();

    private static async Task TakeAsync(HttpContext context)
    {
        var form = await FormReader.ReadAsync(context.Request) ?? [];
        var back = form.GetValueOrDefault(BackField) is { } given && IsOwn(given) ? given : Home;
        if (!SessionOf(context).Is(form.GetValueOrDefault(TokenField) ?? ""))
        {
            await AskAsync(context, back, isWrong: true);
            return;
        }

        SessionOf(context).Begin(context);
        Lead(context, back);
    }

    private static Task LeaveAsync(HttpContext context)
    {
        AdminSession.End(context);
        Lead(context, Home);
        return Task.CompletedTask;
    }

    private static Task AskAsync(HttpContext context, string back, bool isWrong) =>
        PageRoutes.WriteAsync(context, TokenPage.Create(new TokenModel(back, isWrong)), StatusCodes.Status401Unauthorized);

    private static string Home => $"/{SandboxRegistry.DefaultId}/";

    /// <summary>The page that was asked for; what is posted cannot be asked for again.</summary>
    private static string WantedBy(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) || request.Path == "/" ? Home : $"{request.Path}{request.QueryString}";

    /// <summary>Whether a link leads to this server: no browser takes it for one to another host.</summary>
    private static bool IsOwn(string link) =>
        link.StartsWith('/') && !link.StartsWith("//", StringComparison.Ordinal) && link.All(letter => letter > ' ' && letter is not ('\\' or '\u007f'));

    private static void Lead(HttpContext context, string address)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = address;
        context.Response.ContentLength = 0;
    }
}
