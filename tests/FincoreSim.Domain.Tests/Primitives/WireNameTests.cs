namespace FincoreSim.Domain.Tests.Primitives;

public sealed class WireNameTests
{
    [Test]
    public void The_names_are_those_of_the_documentation()
    {
        Assert.That(WireName<TransactionStatus>.All, Is.EqualTo(new[] { "INITIALIZED", "LIQUIDATED", "REFUNDED", "REJECTED" }));
        Assert.That(WireName<TransactionCategory>.All, Is.EqualTo(new[] { "DEBIT_TRANS", "CREDIT_TRANS", "INTER_TRANS" }));
        Assert.That(
            WireName<TransactionSubCategory>.All, Is.EqualTo(new[] { "SPEI_DEBIT", "SPEI_CREDIT", "INT_DEBIT", "INT_CREDIT" }));
        Assert.That(WireName<WebhookType>.All, Is.EqualTo(new[] { "MONEY_IN", "STATUS_UPDATE", "CEP", "REPORT" }));
        Assert.That(WireName<CepStatus>.All, Is.EqualTo(new[] { "INITIALIZED", "PENDING", "DELAYED", "COMPLETED", "FAILED" }));
        Assert.That(WireName<AccountType>.All, Is.EqualTo(new[] { "CENTRALIZING_ACCOUNT", "PRIVATE_ACCOUNT", "BUSINESS_UNIT" }));
        Assert.That(WireName<InstrumentType>.All, Is.EqualTo(new[] { "RECEIVER", "SENDER", "SENDER_RECEIVER" }));
        Assert.That(WireName<ReportFileType>.All, Is.EqualTo(new[] { "TRANSACTIONS", "ACCOUNT_STATEMENT" }));
    }

    [Test]
    public void Every_name_is_read_back([Values] RefusalCode code)
    {
        Assert.That(WireName<RefusalCode>.TryParse(WireName<RefusalCode>.Of(code), out var read), Is.True);
        Assert.That(read, Is.EqualTo(code));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("spei_debit")]
    [TestCase("SpeiDebit")]
    [TestCase(" SPEI_DEBIT")]
    [TestCase("0")]
    public void Nothing_else_is_read(string? text) =>
        Assert.That(WireName<TransactionSubCategory>.TryParse(text, out _), Is.False);
}
