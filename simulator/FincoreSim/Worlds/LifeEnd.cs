using FincoreSim.Domain.Primitives;

namespace FincoreSim.Worlds;

/// <summary>How a life of a sandbox ended.</summary>
internal enum LifeEnd
{
    /// <summary>It was reset: another life began from its template.</summary>
    Reset,

    /// <summary>It went back to a snapshot: another life began from there.</summary>
    Restored,

    /// <summary>The sandbox is no more.</summary>
    Deleted,
}

/// <summary>What is told to whoever waited for a world that is gone.</summary>
internal static class LifeEnds
{
    /// <summary>As a refusal: a sandbox that is no more is not found, for who speaks of sandboxes.</summary>
    public static Refusal ToRefusal(this LifeEnd end) => end == LifeEnd.Deleted
        ? new Refusal(RefusalCode.NotFound, "Sandbox")
        : new Refusal(RefusalCode.WorldGone, end.InWords());

    /// <summary>In words, to stand after "the sandbox was".</summary>
    public static string InWords(this LifeEnd end) => end switch
    {
        LifeEnd.Reset => "reset",
        LifeEnd.Restored => "restored",
        _ => "deleted",
    };
}
