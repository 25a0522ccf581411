using FincoreSim.Api.Http;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Json;
using FincoreSim.Worlds;

namespace FincoreSim.Control;

/// <summary>What a control call does once its body is there.</summary>
internal delegate ValueTask<Reply> ControlHandler(ControlCall call);

/// <summary>One call of the control API. Used by one request.</summary>
internal sealed class ControlCall(HttpContext context, SandboxRegistry sandboxes, ControlQuery query, ParsedBody? body)
{
    public HttpContext Context => context;

    public SandboxRegistry Sandboxes => sandboxes;

    /// <summary>The body by the operation's shape; only where it has one.</summary>
    public ParsedBody Body => body ?? throw new InvalidOperationException("this operation has no body");

    /// <summary>The query by the operation's members.</summary>
    public ControlQuery Query => query;

    public CancellationToken Aborted => context.RequestAborted;

    public TimeProvider Time => context.RequestServices.GetRequiredService<TimeProvider>();

    /// <summary>The sandbox of the path.</summary>
    public Outcome<Sandbox> Sandbox => sandboxes.Find((string)context.GetRouteValue("sb")!) is { } found
        ? found
        : new Refusal(RefusalCode.NotFound, "Sandbox");

    /// <summary>A UUID of the path; what is none does not exist.</summary>
    public Guid PathUuid(string name) => Guid.TryParse((string)context.GetRouteValue(name)!, out var id) ? id : Guid.Empty;

    /// <summary>Runs something in the sandbox of the path; 404 where there is none.</summary>
    public ValueTask<Reply> In(Func<Sandbox, Reply> run)
    {
        var sandbox = Sandbox;
        return ValueTask.FromResult(sandbox.IsAccepted ? run(sandbox.Value) : sandbox.Refusal);
    }

    /// <summary>Decides a command in the sandbox of the path, as the page or a test asks for it.</summary>
    public ValueTask<Reply> Execute<T>(Command<T> command, Func<Sandbox, T, Reply> answer) => In(sandbox =>
    {
        var outcome = sandbox.Execute(command with { Origin = Origin.Control });
        return outcome.IsAccepted ? answer(sandbox, outcome.Value) : outcome.Refusal;
    });
}
