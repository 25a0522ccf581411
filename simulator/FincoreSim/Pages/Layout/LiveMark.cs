using FincoreSim.Domain.Time;
using FincoreSim.Worlds;

namespace FincoreSim.Pages.Layout;

/// <summary>How far a sandbox has come, as a text to compare: its journal, its calls and how its clock goes. Stateless.</summary>
internal static class LiveMark
{
    /// <summary>The mark as it is now. Taken before a page is read, whatever the page has not seen makes another one.</summary>
    public static string Of(Sandbox sandbox)
    {
        var journal = sandbox.Gate.Inspect(world => world.State.Journal.NextSequence);
        var clock = sandbox.Gate.Clock(clock => clock.Mode == ClockMode.Frozen
            ? string.Create(CultureInfo.InvariantCulture, $"at{clock.GetUtcNow().Ticks}")
            : string.Create(CultureInfo.InvariantCulture, $"x{clock.Scale}"));
        return string.Create(CultureInfo.InvariantCulture, $"{journal}-{sandbox.Requests.Counts.Newest}-{clock}");
    }
}
