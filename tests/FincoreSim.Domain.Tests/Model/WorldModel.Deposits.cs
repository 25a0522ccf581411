namespace FincoreSim.Domain.Tests.Model;

internal sealed partial class WorldModel
{
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
}
