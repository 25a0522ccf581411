using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Domain.Reports;

/// <summary>A report is there (documented members; sent without envelope).</summary>
/// <param name="Report">The report.</param>
public sealed record ReportNotice(Report Report) : Notice
{
    /// <inheritdoc/>
    public override WebhookType Type => WebhookType.Report;

    /// <inheritdoc/>
    public override ClientId ClientId => Report.ClientId;

    /// <inheritdoc/>
    public override TransactionId? TransactionId => null;
}
