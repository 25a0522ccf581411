namespace FincoreSim.Fidelity;

/// <summary>How sure a behaviour is.</summary>
internal enum BehaviourLabel
{
    /// <summary>A page of the public documentation says so.</summary>
    Documented,

    /// <summary>A public client of the real API depends on it.</summary>
    Observed,

    /// <summary>Ours, where nothing public says anything.</summary>
    Assumed,
}

/// <summary>One behaviour of the simulator, with what stands behind it.</summary>
/// <param name="Id">The id, which tests carry.</param>
/// <param name="Label">How sure it is.</param>
/// <param name="Source">The page or client; <c>none</c> for what is assumed.</param>
/// <param name="Sentence">What the simulator does.</param>
/// <param name="Switch">The sandbox option that changes it; null where none does.</param>
internal sealed record Behaviour(string Id, BehaviourLabel Label, string Source, string Sentence, string? Switch = null);
