using FincoreSim.Api.Http;

namespace FincoreSim.Control;

/// <summary>
/// The operations of the control API, for who runs them in the same process: the page presses the same buttons as a test does,
/// through the same checks. Filled while the routes are mapped; read-only afterwards.
/// </summary>
internal sealed class ControlCommands
{
    private readonly Dictionary<string, ControlCommand> _all = new(StringComparer.Ordinal);

    /// <summary>The operations, in the order of their routes.</summary>
    public IEnumerable<ControlCommand> All => _all.Values;

    public void Add(ControlCommand command) => _all.Add(command.Operation.Id, command);

    /// <summary>The operation with an id; null where there is none.</summary>
    public ControlCommand? Find(string id) => _all.GetValueOrDefault(id);
}

/// <summary>One operation.</summary>
/// <param name="Method">The method of its route.</param>
/// <param name="Pattern">Its route.</param>
/// <param name="Operation">What it takes and answers.</param>
/// <param name="RunAsync">Runs it for a request whose route values, query and body are those of the operation.</param>
internal sealed record ControlCommand(
    string Method, string Pattern, ApiOperation Operation, Func<HttpContext, ValueTask<Reply>> RunAsync);
