using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Kernel;

namespace FincoreSim.Domain.Reports;

/// <summary>Reports in a world's state.</summary>
public static class ReportState
{
    extension(WorldState state)
    {
        /// <summary>Every report that was produced.</summary>
        public StateList<Report> Reports
        {
            get => state.Part<ReportPart>(StateSlot.Reports).Reports;
            internal set => state.Part<ReportPart>(StateSlot.Reports).Reports = value;
        }
    }
}

/// <summary>Keeps reports.</summary>
internal sealed class ReportPart : StatePart
{
    public StateList<Report> Reports { get; set; }

    internal override StateSlot Slot => StateSlot.Reports;

    internal override StatePart Fork(Edit edit) => new ReportPart { Reports = Reports };
}
