using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Transactions;

/// <summary>What money_out and internal_transaction ask for; the two have the same body (documented).</summary>
/// <param name="Source">The instrument that pays.</param>
/// <param name="Destination">The instrument that is paid.</param>
/// <param name="ExternalReference">Up to 7 digits; null: one is made, as for refunds (assumed).</param>
/// <param name="Description">Fewer than 40 characters; null: an empty one (assumed).</param>
/// <param name="Amount">The amount as it was written; null where it was not a text.</param>
/// <param name="Currency">MXN.</param>
public sealed record PaymentForm(
    InstrumentId Source, InstrumentId Destination, string? ExternalReference, string? Description, string? Amount,
    string Currency);

/// <summary>The rules on the fields of a payment, in the order of precedence. The texts are documented.</summary>
public static class PaymentFormRules
{
    /// <summary>The first description length that is refused (documented: less than 40).</summary>
    public const int DescriptionLengthRefused = 40;

    /// <summary>The most digits of an external reference (documented).</summary>
    public const int ReferenceDigitsMax = 7;

    /// <summary>The amount, or the first rule that the form breaks.</summary>
    public static Outcome<Money> Check(PaymentForm form)
    {
        if (form.Amount is null || !Money.TryParse(form.Amount, out var amount))
        {
            return new Refusal(RefusalCode.AmountFormat);
        }

        if (amount <= Money.Zero)
        {
            return new Refusal(RefusalCode.AmountNotPositive);
        }

        if (form.Currency != Transaction.Currency)
        {
            return new Refusal(RefusalCode.CurrencyUnsupported);
        }

        if (form.Description is { } description && LengthOf(description) >= DescriptionLengthRefused)
        {
            return new Refusal(RefusalCode.DescriptionTooLong);
        }

        if (TextRules.Check(("transaction_request.description", form.Description, TextRules.Description)) is { } unprintable)
        {
            return unprintable;
        }

        if (form.ExternalReference is { } reference && !IsReference(reference))
        {
            return new Refusal(RefusalCode.ExternalReference);
        }

        return amount;
    }

    /// <summary>The form with what its asker left out, which no page marks as required.</summary>
    internal static PaymentForm Filled(Draft draft, PaymentForm form) => form with
    {
        Description = form.Description ?? "",
        ExternalReference = form.ExternalReference ?? TrackingKeys.NextReference(draft),
    };

    /// <summary>Whether a text is 1 to 7 ASCII digits.</summary>
    public static bool IsReference(string text) =>
        text.Length is > 0 and <= ReferenceDigitsMax && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    /// <summary>The length in characters as people count them, not in UTF-16 units.</summary>
    public static int LengthOf(string text) => TextRule.LengthOf(text);
}
