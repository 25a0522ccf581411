namespace FincoreSim.SampleIntegrator.Ledger;

/// <summary>
/// What people should look at some day: unknown members, unknown values. The oldest go first. Not thread-safe; the book locks.
/// </summary>
internal sealed class Notes
{
    private const int NotesMax = 200;

    private readonly Queue<string> _notes = new();

    /// <summary>The notes, oldest first.</summary>
    public string[] All => [.. _notes];

    /// <summary>Adds one.</summary>
    public void Add(string note)
    {
        if (_notes.Count == NotesMax)
        {
            _notes.Dequeue();
        }

        _notes.Enqueue(note);
    }
}
