using System.Security.Cryptography;
using FincoreSim.Control.Sandboxes;
using FincoreSim.Domain.Primitives;
using FincoreSim.OpenApi;
using FincoreSim.Pages.Layout;
using FincoreSim.Worlds;
using Scalar.AspNetCore;

namespace FincoreSim.Pages;

/// <summary>
/// The reference of both documents at <c>/docs</c>, with calls to try: Scalar's page and script, from its package, with the credentials of
/// the default sandbox filled in. It has a policy of its own: its inline script by a value of each answer, and its styles, which it writes
/// itself; it reaches this server and nothing else.
/// </summary>
internal static class ReferencePage
{
    /// <summary>Where it is.</summary>
    public const string Path = "/docs";

    private const string ApiKeyScheme = "ApiKeyAuth";
    private const string BearerScheme = "bearerAuth";

    public static void MapReference(this IEndpointRouteBuilder endpoints)
    {
        var sandboxes = endpoints.ServiceProvider.GetRequiredService<SandboxRegistry>();
        var time = endpoints.ServiceProvider.GetRequiredService<TimeProvider>();
        endpoints
            .MapScalarApiReference(Path, (options, context) => Describe(options, context, sandboxes.Default, time))
            .Add(endpoint => endpoint.RequestDelegate = PageGate.Guard(endpoint.RequestDelegate!));
    }

    private static void Describe(ScalarOptions options, HttpContext context, Sandbox sandbox, TimeProvider time)
    {
        // Hexadecimal, so that it is as long on every page: nothing in it has to be escaped.
        var nonce = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        context.Response.Headers.ContentSecurityPolicy = PolicyWith(nonce);
        context.Response.Headers.CacheControl = "no-store";
        var credentials = SandboxView.From(sandbox);
        options.Title = "API reference · FincoreSim";
        options.Nonce = nonce;
        options.DefaultFonts = false;
        options.Telemetry = false;
        options.ProxyUrl = null;
        options.Favicon = "data:,";
        options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        options.HideClientButton = true;
        options.DisableAgent();
        options.DisableMcp();
        options.AddDocument(FincoreDocument.Name, "Fincore API", "/openapi/fincore.json", isDefault: true);
        options.AddDocument(ControlDocument.Name, "Control API", "/openapi/control.json");
        options.AddPreferredSecuritySchemes(BearerScheme);
        options.AddApiKeyAuthentication(ApiKeyScheme, scheme => scheme.Value = credentials.ApiKey);
        options.AddHttpAuthentication(BearerScheme, scheme => scheme.Token = TokenOf(sandbox, credentials.ClientId, time));
    }

    private static string TokenOf(Sandbox sandbox, string client, TimeProvider time)
    {
        var expires = sandbox.Gate.Inspect(world =>
            TokenClock.Later(TokenClock.Now(world.State.Options, sandbox.Now, time), world.State.Options.TokenLifetime));
        return sandbox.Tokens.Issue(new ClientId(Guid.Parse(client)), expires);
    }

    private static string PolicyWith(string nonce) =>
        $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; worker-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}
