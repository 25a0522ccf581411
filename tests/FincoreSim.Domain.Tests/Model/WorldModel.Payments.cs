namespace FincoreSim.Domain.Tests.Model;

internal sealed partial class WorldModel
{
    private static readonly Dictionary<string, string[]> CepArrows = new()
    {
        ["PENDING"] = ["INITIALIZED"],
        ["DELAYED"] = ["PENDING"],
        ["COMPLETED"] = ["PENDING", "DELAYED"],
        ["FAILED"] = ["PENDING", "DELAYED"],
        ["INITIALIZED"] = [],
    };

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
            Send("SPEI_OUT", source, destination, amount);
        }

        return refusal ?? "OK";
    }

    private string Internal(ModelInstrument source, ModelInstrument destination, string amountText)
    {
        var refusal = AmountRefusal(amountText) ?? SidesRefusal(source, destination, "SOURCE_NOT_FOUND", "DESTINATION_NOT_FOUND");
        if (refusal is null && destination.Gets is null)
        {
            refusal = destination.IsUnassigned ? "DESTINATION_NOT_FOUND" : "EXTERNAL_TRANSFER_NOT_ALLOWED";
        }

        refusal ??= MoneyRefusal(source, destination, Read(amountText));
        if (refusal is null)
        {
            Transfer(source.Pays!, destination.Gets!, Read(amountText));
        }

        return refusal ?? "OK";
    }

    private string Penny(ModelInstrument source, ModelInstrument destination)
    {
        var refusal = SidesRefusal(source, destination, "SOURCE_NOT_FOUND", "DESTINATION_NOT_FOUND");
        refusal ??= source.Pays!.IsCentral ? null : "SOURCE_NOT_CENTRALIZING";
        refusal ??= destination.IsCard ? "DESTINATION_NOT_CLABE" : null;
        refusal ??= MoneyRefusal(source, destination, 0.01m);
        if (refusal is not null)
        {
            return refusal;
        }

        var penny = Send("PENNY", source, destination, 0.01m);
        (int Seconds, string Status)[] life = destination.Ending switch
        {
            Ending.CepDelayed => [(1, "PENDING"), (10, "DELAYED"), (26 * 3600, "COMPLETED")],
            Ending.CepFails => [(1, "PENDING"), (5, "FAILED")],
            _ => [(1, "PENDING"), (5, "COMPLETED")],
        };
        ScheduleCep(penny, life);
        return "OK";
    }

    private void ScheduleCep(ModelTransaction penny, (int Seconds, string Status)[] life)
    {
        if (life.Length > 0)
        {
            Schedule(penny.CreatedAt.AddSeconds(life[0].Seconds), penny.Validation, () =>
            {
                penny.Cep = life[0].Status;
                ScheduleCep(penny, life[1..]);
                Announce(penny, "CEP");
            });
        }
    }

    private string MoveCep(ModelTransaction about, string status)
    {
        if (about.Cep is null || !CepArrows[status].Contains(about.Cep))
        {
            return "STATE_NOT_ALLOWED";
        }

        about.Cep = status;
        Unschedule(about.Validation);
        Announce(about, "CEP");
        return "OK";
    }

    private ModelTransaction Send(string kind, ModelInstrument source, ModelInstrument destination, decimal amount)
    {
        source.Pays!.Held += amount;
        var payment = Add(kind, "INITIALIZED", amount, source.Pays);
        payment.Cep = kind == "PENNY" ? "INITIALIZED" : null;
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

    private string Deposit(ModelAccount account, string amountText)
    {
        if (account.Status != "ACTIVE")
        {
            return "STATE_NOT_ALLOWED";
        }

        var amount = Read(amountText);
        if (amount <= 0)
        {
            return "AMOUNT_NOT_POSITIVE";
        }

        account.Posted += amount;
        Announce(Add("SPEI_IN", "LIQUIDATED", amount, account), "MONEY_IN");
        return "OK";
    }

    private string Refund(ModelTransaction deposit, int otherAmount, int otherClient)
    {
        if (otherClient == 0)
        {
            return "NOT_FOUND";
        }

        var refusal = RefundRefusal(deposit) ?? (otherAmount == 0 ? "REFUND_AMOUNT_DIFFERS" : null);
        refusal ??= deposit.Account.Status != "ACTIVE" ? "ACCOUNT_NOT_ACTIVE" : null;
        refusal ??= deposit.Account.Available < deposit.Amount ? "INSUFFICIENT_FUNDS" : null;
        if (refusal is null)
        {
            GiveBack(deposit);
        }

        return refusal ?? "OK";
    }

    private static string? RefundRefusal(ModelTransaction deposit) => deposit.Kind switch
    {
        "INT_CREDIT" => "REFUND_OF_INTERNAL_CREDIT",
        not "SPEI_IN" => "NOT_REFUNDABLE",
        _ => deposit.Status == "REFUNDED" ? "ALREADY_REFUNDED" : null,
    };

    private void GiveBack(ModelTransaction deposit)
    {
        deposit.Status = "REFUNDED";
        var refund = Add("REFUND", _refundsSettleLater ? "INITIALIZED" : "LIQUIDATED", deposit.Amount, deposit.Account);
        if (_refundsSettleLater)
        {
            deposit.Account.Held += deposit.Amount;
            Schedule(Now.AddSeconds(2), refund, () => End(refund, 0));
        }
        else
        {
            deposit.Account.Posted -= deposit.Amount;
        }

        AnnounceStatus(refund);
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
    private static string? SidesRefusal(ModelInstrument source, ModelInstrument destination, string noSource, string noDestination)
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
