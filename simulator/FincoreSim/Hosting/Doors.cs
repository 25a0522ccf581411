using FincoreSim.Domain.Primitives;
using FincoreSim.Ground;
using FincoreSim.Outbound;
using FincoreSim.Serving;

namespace FincoreSim.Hosting;

/// <summary>
/// Who may come in at all, before anything is looked for: requests by a name that is ours; into the control API nobody whom this
/// process sent itself, and no change that a page of another origin asks for. Thread-safe.
/// </summary>
internal sealed class Doors(RequestDelegate next, ServeOptions options, OutboundPolicy outbound)
{
    private const string OwnText = "The simulator's own webhooks and the calls of scenarios reach /v1 and /_sim/answer only.";
    private static readonly PathString Api = "/v1";
    private static readonly string Agent = $"{Product.Name}/";
    private readonly HostNames _names = new(options.Urls, options.AllowedHosts);

    /// <summary>Runs the request, or refuses it.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var host = request.Headers.Host.ToString();
        if (!_names.Answers(host))
        {
            var name = HostNames.NameIn(host);
            return Faults.WriteAsync(context, new Refusal(
                RefusalCode.HostNotAllowed,
                $"This server does not answer to the host name {name}. "
                    + $"To allow it, start the server with --allow-host {name} or {ServeOptions.AllowHostVariable}={name}."));
        }

        if (request.Path.StartsWithSegments(Api))
        {
            return next(context);
        }

        // A page in a frame of another site could have its buttons pressed by a visitor who does not see them.
        context.Response.Headers.XFrameOptions = "DENY";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return (RefuseOwn(request) ?? Origins.Refuse(request)) is { } refusal
            ? Faults.WriteAsync(context, refusal)
            : next(context);
    }

    private Refusal? RefuseOwn(HttpRequest request)
    {
        var isOwn = request.Headers[OutboundPolicy.FromHeader] == outbound.From
            || request.Headers.UserAgent.ToString().StartsWith(Agent, StringComparison.Ordinal);
        return isOwn && !OpenPaths.Has(request.Path)
            ? new Refusal(RefusalCode.Forbidden, OwnText)
            : null;
    }
}
