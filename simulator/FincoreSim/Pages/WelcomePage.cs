using System.Net;
using FincoreSim.Api.Http;
using FincoreSim.Control.Sandboxes;
using FincoreSim.Domain.Accounts;
using FincoreSim.Ground;
using FincoreSim.Pages.Layout;
using FincoreSim.Worlds;

namespace FincoreSim.Pages;

/// <summary>What curl sees at /: what this is, the credentials, a first call, and where the rest is. Browsers are led to the pages.
/// No scripts, nothing from elsewhere.</summary>
internal static class WelcomePage
{
    /// <summary>How many broken sandboxes are shown.</summary>
    private const int BrokenMax = 20;

    public static void MapWelcomePage(this IEndpointRouteBuilder endpoints)
    {
        var sandboxes = endpoints.ServiceProvider.GetRequiredService<SandboxRegistry>();
        endpoints.MapGet("/", PageGate.Guard(context => AsksForPage(context.Request) ? LeadAsync(context.Response) : ReplyWriter.WriteAsync(
            context, Reply.Content(System.Text.Encoding.UTF8.GetBytes(Html(context.Request, sandboxes)), "text/html; charset=utf-8"), null)));
    }

    /// <summary>Browsers name HTML among what they take; curl and client libraries do not.</summary>
    private static bool AsksForPage(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static Task LeadAsync(HttpResponse response)
    {
        response.Redirect($"/{SandboxRegistry.DefaultId}/");
        response.ContentLength = 0;
        return Task.CompletedTask;
    }

    private static string Html(HttpRequest request, SandboxRegistry sandboxes)
    {
        var sandbox = SandboxView.From(sandboxes.Default);
        var url = WebUtility.HtmlEncode(OwnUrl.Of(request));
        return $$"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>FincoreSim</title>
            <style>
              body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1rem; color: #1c2733; background: #fbfcfd; }
              h1 { margin-bottom: 0; } h1 small { font-weight: 400; color: #627284; font-size: 1rem; }
              table { border-collapse: collapse; } td { padding: .15rem 1rem .15rem 0; vertical-align: top; }
              code, pre { font: 14px/1.5 ui-monospace, monospace; background: #eef2f6; border-radius: 4px; }
              code { padding: .1rem .3rem; } pre { padding: .8rem 1rem; overflow-x: auto; }
              a { color: #0b5cad; }
            </style>
            <h1>FincoreSim <small>{{Product.Version}}</small></h1>
            <p>The Fincore API (SPEI payments) on this machine, over a ledger in memory. Change only the host in your client.</p>
            {{Broken(sandboxes)}}
            <table>
              <tr><td>base URL<td><code>{{url}}</code>
              <tr><td>client id<td><code>{{sandbox.ClientId}}</code>
              <tr><td>api key<td><code>{{sandbox.ApiKey}}</code>
              <tr><td>client secret<td><code>{{sandbox.ClientSecret}}</code>
            </table>
            <p>Money comes in without asking anybody:</p>
            <pre>curl -X POST {{url}}/_sim/sandboxes/default/money-in \
              -H 'Content-Type: application/json' \
              -d '{"clabe": "{{ClabeOf(sandboxes.Default)}}", "amount": "150.00"}'</pre>
            <p>Look around:
              <a href="/_sim/sandboxes/default/ledger">ledger</a> ·
              <a href="/_sim/sandboxes/default/transactions">transactions</a> ·
              <a href="/_sim/sandboxes/default/deliveries">webhook deliveries</a> ·
              <a href="/_sim/sandboxes/default/journal">journal</a> ·
              <a href="/_sim/scenarios">runs of scenario files</a> ·
              <a href="/_sim/fidelity">what is documented and what is assumed</a> ·
              <a href="/_sim/reserved-values">reserved CLABEs</a></p>
            <p>Documents: <a href="/openapi/fincore.yaml">the API</a> · <a href="/openapi/control.yaml">the control API</a></p>
            </html>
            """;
    }

    /// <summary>What a bug of the simulator broke, and how to go on; nothing while all is well.</summary>
    private static string Broken(SandboxRegistry sandboxes) => string.Concat(sandboxes.All
        .Select(sandbox => (sandbox.Id, sandbox.Broken)).Where(item => item.Broken is not null).Take(BrokenMax)
        .Select(item => WebUtility.HtmlEncode($"Sandbox {item.Id} is broken by a bug of the simulator ({item.Broken!.Message}) and answers nothing more. Reset it: POST /_sim/sandboxes/{item.Id}/reset."))
        .Select(text => $"<p role=\"alert\"><strong>{text}</strong></p>"));

    private static string ClabeOf(Sandbox sandbox) =>
        sandbox.Gate.Inspect(world => world.State.Accounts.OldestFirst().First().Clabe.Digits);
}
