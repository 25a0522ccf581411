namespace FincoreSim.Domain.Tests.Model;

internal sealed partial class WorldModel
{
    private string MoneyOut(ModelInstrument source, ModelInstrument destination, string amountText)
    {
        var refusal = AmountRefusal(amountText) ?? SidesRefusal(source, destination, "INSTRUMENT_MISSING", "INSTRUMENT_MISSING");
        if (refusal is not null)
        {
            return refusal;
        }

        var amount = Read(amountText);
        refusal = MoneyRefusal(source, destination, amount);
        if (refusal is null && destination.Gets is not null)
        {
            Transfer(source.Pays!, destination.Gets, amount);
        }
        else if (refusal is null)
        {
            var payment = Send("SPEI_OUT", source, destination, amount);
            if (amount == 0.01m && !destination.IsCard)
            {
                GiveReceipt(payment, destination);
            }
        }

        return refusal ?? "OK";
    }

    private string Internal(ModelInstrument source, ModelInstrument destination, string amountText)
    {
        var refusal = AmountRefusal(amountText)
            ?? SidesRefusal(source, destination, "SOURCE_NOT_FOUND", "DESTINATION_NOT_FOUND", wantsAssigned: true);
        refusal ??= destination.Gets is null ? "EXTERNAL_TRANSFER_NOT_ALLOWED" : null;

        refusal ??= MoneyRefusal(source, destination, Read(amountText));
        if (refusal is null)
        {
            Transfer(source.Pays!, destination.Gets!, Read(amountText));
        }

        return refusal ?? "OK";
    }

    private ModelTransaction Send(string kind, ModelInstrument source, ModelInstrument destination, decimal amount)
    {
        source.Pays!.Held += amount;
        var payment = Add(kind, "INITIALIZED", amount, source.Pays);
        var settlesAfter = destination.Ending == Ending.SettlesLate ? 60 : 2;
        Schedule(Now.AddSeconds(settlesAfter), payment, () =>
        {
            End(payment, destination.Ending == Ending.IsRejected ? 1 : 0);
            if (destination.Ending == Ending.ComesBack)
            {
                Schedule(Now.AddDays(1), payment, () => End(payment, 2));
            }
        });
        AnnounceStatus(payment);
        return payment;
    }

    private string MovePayment(ModelTransaction payment, int move)
    {
        var isPayment = payment.Kind is "SPEI_OUT" or "PENNY" || (payment.Kind == "REFUND" && move == 0);
        if (!isPayment || payment.Status != (move == 2 ? "LIQUIDATED" : "INITIALIZED"))
        {
            return "STATE_NOT_ALLOWED";
        }

        Unschedule(payment);
        End(payment, move);
        return "OK";
    }

    /// <summary>0 settles, 1 is rejected, 2 comes back.</summary>
    private void End(ModelTransaction payment, int move)
    {
        payment.Status = new[] { "LIQUIDATED", "REJECTED", "REFUNDED" }[move];
        if (move == 1)
        {
            FailCep(payment);
        }
        else if (move == 0 && payment.CepWaits)
        {
            ScheduleCep(payment, [(Now, "COMPLETED")]);
        }

        payment.Account.Held -= move == 2 ? 0 : payment.Amount;
        payment.Account.Posted += move == 2 ? payment.Amount : move == 0 ? -payment.Amount : 0;
        AnnounceStatus(payment);
    }

    private void Transfer(ModelAccount from, ModelAccount to, decimal amount)
    {
        from.Posted -= amount;
        to.Posted += amount;
        var debit = Add("INT_DEBIT", "LIQUIDATED", amount, from);
        var credit = Add("INT_CREDIT", "LIQUIDATED", amount, to);
        AnnounceStatus(debit);
        if (from.Owner != to.Owner)
        {
            Announce(credit, "MONEY_IN");
        }
    }

    private ModelTransaction Add(string kind, string status, decimal amount, ModelAccount account)
    {
        Transactions.Add(new ModelTransaction(kind, status, amount, account) { CreatedAt = Now });
        return Transactions[^1];
    }

    private static string? AmountRefusal(string text) => text switch
    {
        "1,95" or "3" => "AMOUNT_FORMAT",
        "0.00" or "-1.00" => "AMOUNT_NOT_POSITIVE",
        _ => null,
    };

    private static decimal Read(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The caller is the client of the source, so only the destination can be another's.</summary>
    private static string? SidesRefusal(
        ModelInstrument source, ModelInstrument destination, string noSource, string noDestination, bool wantsAssigned = false)
    {
        if (source.Status == "DELETED")
        {
            return noSource;
        }

        if (source.Pays is null)
        {
            return "SOURCE_WITHOUT_ACCOUNT";
        }

        if (source.Status != "ACTIVE" || source.Pays.Status != "ACTIVE")
        {
            return "ACCOUNT_NOT_ACTIVE";
        }

        if (destination.Status == "DELETED" || destination.Client != source.Client)
        {
            return noDestination;
        }

        if (wantsAssigned && destination.IsUnassigned)
        {
            return noDestination;
        }

        return destination.Status != "ACTIVE" || destination.Gets?.Status is not (null or "ACTIVE") ? "ACCOUNT_NOT_ACTIVE" : null;
    }

    private static string? MoneyRefusal(ModelInstrument source, ModelInstrument destination, decimal amount)
    {
        if (source.Pays == destination.Gets)
        {
            return "SAME_INSTRUMENT";
        }

        return source.Pays!.Available < amount ? "INSUFFICIENT_FUNDS" : null;
    }
}
