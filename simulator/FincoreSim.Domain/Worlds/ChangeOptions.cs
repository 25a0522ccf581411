using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Reports;
using FincoreSim.Domain.Time;

namespace FincoreSim.Domain.Worlds;

/// <summary>
/// Changes the switches of a world; with reports switched on or off, the end of the operating day comes or goes.
/// </summary>
/// <param name="Options">The switches from now on.</param>
public sealed record ChangeOptions(WorldOptions Options) : Command<WorldOptions>
{
    /// <inheritdoc/>
    public override string Name => "change_options";

    internal override Outcome<WorldOptions> Decide(Draft draft)
    {
        var before = draft.Options;
        draft.Add(new OptionsChanged(Options));
        if (Options.ReportsEnabled && (!before.ReportsEnabled || before.OperatingDayTurns != Options.OperatingDayTurns))
        {
            CloseOperatingDay.ScheduleNext(
                draft, OperatingDay.Of(draft.Now, Options.OperatingDayTurns), Options.OperatingDayTurns);
        }
        else if (!Options.ReportsEnabled && before.ReportsEnabled)
        {
            draft.Unschedule(CloseOperatingDay.Subject);
        }

        return Options;
    }
}
