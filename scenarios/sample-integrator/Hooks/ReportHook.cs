using FincoreSim.SampleIntegrator.Http;
using FincoreSim.SampleIntegrator.Ledger;

namespace FincoreSim.SampleIntegrator.Hooks;

/// <summary>REPORT: a file can be fetched. Ours is read by people, so it is only noted.</summary>
internal static class ReportHook
{
    private static readonly FrozenSet<string> FileTypes = FrozenSet.Create("TRANSACTIONS", "ACCOUNT_STATEMENT");

    /// <summary>Takes in a report.</summary>
    public static Reply Take(Book book, byte[] json)
    {
        if (Webhooks.Read(json, HookJson.Default.ReportMessage) is not { FileName: { } name, FileType: { } type } message)
        {
            return Webhooks.Unreadable(Webhooks.Report);
        }

        return book.Locked(() =>
        {
            var failure = Webhooks.Tolerate(book, Webhooks.Report, FileTypes.Contains(type) ? null : type, message);
            if (failure is null)
            {
                book.Notes.Add($"{Webhooks.Report}: {name}");
            }

            return failure ?? Reply.Of(200);
        });
    }
}
