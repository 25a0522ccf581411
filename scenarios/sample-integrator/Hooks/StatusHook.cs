using FincoreSim.SampleIntegrator.Http;
using FincoreSim.SampleIntegrator.Ledger;

namespace FincoreSim.SampleIntegrator.Hooks;

/// <summary>STATUS_UPDATE: a payment settled, was rejected, or came back.</summary>
internal static class StatusHook
{
    /// <summary>Takes in a status.</summary>
    public static Reply Take(Book book, byte[] json)
    {
        var message = Webhooks.Read(json, HookJson.Default.MessageStatusUpdateBody);
        if (message is not { Body: { Id: { } id, Status: { } status } body })
        {
            return Webhooks.Unreadable(Webhooks.StatusUpdate);
        }

        return book.Locked(() =>
        {
            var isKnown = book.Payouts.Statuses.Knows(status);
            if (Webhooks.Tolerate(book, Webhooks.StatusUpdate, isKnown ? null : status, message, body) is { } failure)
            {
                return failure;
            }

            if (isKnown)
            {
                book.Payouts.Learn(id, status, body.Reason, book.Mistakes);
            }

            return Reply.Of(200);
        });
    }
}
