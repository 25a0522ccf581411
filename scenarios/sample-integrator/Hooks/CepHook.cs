using FincoreSim.SampleIntegrator.Http;
using FincoreSim.SampleIntegrator.Ledger;

namespace FincoreSim.SampleIntegrator.Hooks;

/// <summary>CEP: the receipt of a centavo is asked for, late, there, or not to be had.</summary>
internal static class CepHook
{
    /// <summary>Takes in a receipt. One public client expects it wrapped; that is taken too.</summary>
    public static Reply Take(Book book, byte[] json)
    {
        if (Webhooks.Read(json, HookJson.Default.AnyMessage) is { Payload: { ValueKind: JsonValueKind.Object } wrapped })
        {
            json = System.Text.Encoding.UTF8.GetBytes(wrapped.GetRawText());
        }

        var message = Webhooks.Read(json, HookJson.Default.MessageCepBody);
        if (message is not { Body: { Id: { } id, BeneficiaryAccount: { } clabe, Status: { } status } body })
        {
            return Webhooks.Unreadable(Webhooks.Cep);
        }

        return book.Locked(() =>
        {
            var isKnown = book.Validations.Receipts.Knows(status);
            if (Webhooks.Tolerate(book, Webhooks.Cep, isKnown ? null : status, message, body) is { } failure)
            {
                return failure;
            }

            if (isKnown)
            {
                book.Validations.Learn(id, clabe, status, book.Mistakes);
            }

            return Reply.Of(200);
        });
    }
}
