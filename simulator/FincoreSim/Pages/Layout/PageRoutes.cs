using System.Text;
using FincoreSim.Pages.Act;
using FincoreSim.Pages.Copied;
using FincoreSim.Pages.Overview;
using FincoreSim.Pages.Payments;
using FincoreSim.Pages.Requests;
using FincoreSim.Pages.Rules;
using FincoreSim.Pages.Webhooks;
using FincoreSim.Worlds;
using RazorSlices;

namespace FincoreSim.Pages.Layout;

/// <summary>The page's addresses: every state of it that can be looked at is one.</summary>
internal static class PageRoutes
{
    /// <summary>Nothing but the page's own files; no script and no style inside of it, whatever a name or a body says.</summary>
    public const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void AddPages(this IServiceCollection services)
    {
        services.AddSingleton<PageToken>();
        services.Configure<RouteOptions>(options => options.SetParameterPolicy<SandboxConstraint>("sandbox"));
    }

    public static void MapPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapWelcomePage();
        endpoints.MapGet($"{PageAssets.Prefix}{{hash}}/{{name}}", PageAssets.AnswerAsync);
        Map(endpoints, "", (sandbox, call) => OverviewPage.Create(OverviewModel.Of(sandbox, call)));
        Map(endpoints, "payments", (sandbox, call) => PaymentsPage.Create(PaymentsModel.Of(sandbox, call)));
        Map(endpoints, "payments/{id}", (sandbox, call) => PaymentModel.Of(sandbox, call) is { } model ? PaymentPage.Create(model) : null);
        Map(endpoints, "webhooks", (sandbox, call) => WebhooksModel.Of(sandbox, call, isOpened: false) is { } model ? WebhooksPage.Create(model) : null);
        Map(endpoints, "webhooks/deliveries/{id}", (sandbox, call) => WebhooksModel.Of(sandbox, call, isOpened: true) is { } model ? WebhooksPage.Create(model) : null);
        Map(endpoints, "requests", (sandbox, call) => RequestsModel.Of(sandbox, call, null, isOfNobody: false) is { } model ? RequestsPage.Create(model) : null);
        Map(endpoints, "requests/{id}", (sandbox, call) => Call(sandbox, call, isOfNobody: false));
        Map(endpoints, "requests/nobody/{id}", (sandbox, call) => Call(sandbox, call, isOfNobody: true));
        Map(endpoints, "act", (sandbox, call) => ActPage.Create(ActModel.Of(sandbox, call, null)));
        Map(endpoints, "rules", Rules);
        Map(endpoints, "rules/{name}", Rules);
        Map(endpoints, "runs/{run}", (sandbox, call) => RunModel.Of(sandbox, call) is { } model ? RunPage.Create(model) : null);
        endpoints.MapGet("/{sb:sandbox}/copy", PageGate.Guard(CopyAsync));
        endpoints.MapGet("/{sb:sandbox}/copy/scenario.yaml", PageGate.Guard(CopyModel.SendFileAsync));
        endpoints.MapGet("/{sb:sandbox}/live", PageGate.Guard(LiveStream.SendAsync));
        endpoints.MapPost("/{sb:sandbox}/commands/{operation}", PageGate.Guard(ActCommand.RunAsync));
        endpoints.MapGate();
        endpoints.MapReference();
    }

    /// <summary>Writes a page.</summary>
    public static async Task WriteAsync(HttpContext context, RazorSlice page, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "same-origin";
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        var bytes = Encoding.UTF8.GetBytes(await page.RenderAsync(cancellationToken: context.RequestAborted));
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    /// <summary>The call of a page by what the application has.</summary>
    public static PageCall CallOf(HttpContext context) => new(
        context, context.RequestServices.GetRequiredService<SandboxRegistry>(), context.RequestServices.GetRequiredService<PageToken>());

    private static RazorSlice<PageModel>? Rules(Sandbox sandbox, PageCall call) =>
        RulesModel.Of(sandbox, call, null) is { } model ? RulesPage.Create(model) : null;

    private static async Task CopyAsync(HttpContext context)
    {
        var call = CallOf(context);
        if (call.Sandboxes.Find(call.Id) is { } sandbox)
        {
            await WriteAsync(context, CopyPage.Create(await CopyModel.OfAsync(sandbox, call)));
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private static RazorSlice<PageModel>? Call(Sandbox sandbox, PageCall call, bool isOfNobody) =>
        RequestsModel.Of(sandbox, call, (string)call.Context.GetRouteValue("id")!, isOfNobody) is { } model ? RequestsPage.Create(model) : null;

    private static void Map(IEndpointRouteBuilder endpoints, string path, Func<Sandbox, PageCall, RazorSlice?> show) =>
        endpoints.MapGet($"/{{sb:sandbox}}/{path}", PageGate.Guard(async context =>
        {
            var call = CallOf(context);
            if (call.Sandboxes.Find(call.Id) is not { } sandbox)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            var page = show(sandbox, call);
            await WriteAsync(
                context, page ?? MissingPage.Create(MissingOf(sandbox, call, path)), page is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
        }));

    private static Missing MissingOf(Sandbox sandbox, PageCall call, string path)
    {
        var area = path.Split('/')[0];
        return new(Frame.Of(sandbox, call, area, "Not here"), $"{call.Context.GetRouteValue("id") ?? call.Context.GetRouteValue("name") ?? call.Context.GetRouteValue("run")} of {area}", $"/{sandbox.Id}/{(area == "runs" ? "rules" : area)}");
    }
}

/// <summary>Keeps the pages' addresses apart from every other: the first segment is default, or an id as sandboxes have them.</summary>
internal sealed class SandboxConstraint : IRouteConstraint
{
    /// <inheritdoc/>
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values[routeKey] is string id
        && (id == SandboxRegistry.DefaultId || (id.StartsWith("sb", StringComparison.Ordinal) && id.Length > 2 && id.Skip(2).All(char.IsAsciiHexDigit)));
}
