namespace FincoreSim.Testing;

/// <summary>
/// The stubs, the scenarios' states and the journal, under one lock: choosing an answer, moving the scenario and writing
/// the entry are one step, so two requests at once never see the same turn. Conditions run outside the lock.
/// </summary>
internal sealed class StubBook
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _states = [];
    private Stub[] _stubs = [];
    private List<LogEntry> _entries = [];
    private Response _otherwise = Response.Create().WithStatusCode(404);
    private TaskCompletionSource _changed = NewSignal();

    public void Add(Stub stub)
    {
        lock (_lock)
        {
            // The newest comes first, and the sort keeps the order of equals: WireMock's rule.
            _stubs = [.. _stubs.Prepend(stub).OrderBy(one => one.Priority)];
        }
    }

    public void AnswerOtherwiseWith(Response response)
    {
        lock (_lock)
        {
            _otherwise = response;
        }
    }

    public void ResetStubs()
    {
        lock (_lock)
        {
            _stubs = [];
            _states.Clear();
        }
    }

    public void ResetEntries()
    {
        lock (_lock)
        {
            _entries = [];
        }
    }

    public (IReadOnlyList<LogEntry> Entries, Task Changed) Read()
    {
        lock (_lock)
        {
            return ([.. _entries], _changed.Task);
        }
    }

    public LogEntry Answer(RequestMessage message)
    {
        Stub[] stubs;
        lock (_lock)
        {
            stubs = _stubs;
        }

        var matching = Array.FindAll(stubs, stub => stub.Matches(message));
        lock (_lock)
        {
            var entry = new LogEntry(_entries.Count + 1, message, Choose_NeedsLock(matching));
            _entries.Add(entry);
            _changed.SetResult();
            _changed = NewSignal();
            return entry;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Response Choose_NeedsLock(Stub[] matching)
    {
        var stub = Array.Find(
            matching,
            one => one.Scenario is null || _states.GetValueOrDefault(one.Scenario) == one.RequiredState);
        if (stub is null)
        {
            return _otherwise;
        }

        if (stub is { Scenario: { } scenario, NextState: { } next })
        {
            _states[scenario] = next;
        }

        return stub.Take_NeedsLock();
    }
}
