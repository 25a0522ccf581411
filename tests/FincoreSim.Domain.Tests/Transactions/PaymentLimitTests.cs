namespace FincoreSim.Domain.Tests.Transactions;

/// <summary>What is just enough is taken, and one less or one more is not.</summary>
public sealed class PaymentLimitTests
{
    private static readonly Dictionary<string, Func<WorldKit, string, Refusal?>> Operations = new()
    {
        ["money_out by SPEI"] = (world, amount) => world.TryMoneyOut(amount).Refusal,
        ["money_out book to book"] = (world, amount) => world.TryMoneyOut(amount, world.Private.InstrumentId).Refusal,
        ["internal_transaction"] = (world, amount) =>
            world.Try(new TransferInternally(world.Client, world.Form(amount, destination: world.Private.InstrumentId))).Refusal,
    };

    private static readonly (string Amount, RefusalCode? Refused)[] Bounds =
    [
        ("1000.00", null), ("1000.01", RefusalCode.InsufficientFunds), ("0.01", null), ("0.00", RefusalCode.AmountNotPositive),
    ];

    private static IEnumerable<TestCaseData> Amounts =>
        from operation in Operations.Keys
        from bound in Bounds
        select new TestCaseData(operation, bound.Amount, bound.Refused);

    private static IEnumerable<TestCaseData> Rooms =>
        from operation in Operations.Keys
        let legs = operation == "money_out by SPEI" ? 1 : 2
        from room in new[] { legs - 1, legs }
        select new TestCaseData(operation, room, room < legs);

    [TestCaseSource(nameof(Amounts))]
    public void The_last_centavo_can_be_spent_and_no_more(string operation, string amount, RefusalCode? refused) =>
        Assert.That(Operations[operation](new WorldKit(), amount)?.Code, Is.EqualTo(refused));

    [TestCaseSource(nameof(Rooms))]
    public void It_needs_room_for_each_of_its_legs(string operation, int room, bool isRefused)
    {
        var world = Limited(new WorldKit(), room);

        Assert.That(
            Operations[operation](world, "1.00")?.Code, Is.EqualTo(isRefused ? RefusalCode.LimitReached : (RefusalCode?)null));
    }

    [TestCase("1000.00", RefusalCode.InsufficientFunds)]
    [TestCase("999.99", null)]
    public void A_validation_needs_its_centavo(string spent, RefusalCode? refused)
    {
        var world = new WorldKit();
        world.MoneyOut(spent);

        var validated = world.Try(new ValidateByPenny(world.Client, world.Central.InstrumentId, world.External, null, null));
        Assert.That(validated.Refusal?.Code, Is.EqualTo(refused));
    }

    [TestCase("1000.00", null)]
    [TestCase("1000.01", RefusalCode.InsufficientFunds)]
    public void A_refund_needs_what_came_in(string spent, RefusalCode? refused)
    {
        var world = new WorldKit();
        var deposit = world.Deposit("9.99");
        world.MoneyOut(spent);

        Assert.That(Refund(world, deposit, "9.99").Refusal?.Code, Is.EqualTo(refused));
    }

    [TestCase(0, true)]
    [TestCase(1, false)]
    public void A_deposit_and_a_refund_need_room_for_one(int room, bool isRefused)
    {
        var world = new WorldKit();
        var deposit = world.Deposit("9.99");
        Limited(world, room);

        var expected = isRefused ? RefusalCode.LimitReached : (RefusalCode?)null;
        Assert.That(Refund(world, deposit, "9.99").Refusal?.Code, Is.EqualTo(expected));
        Limited(world, room);
        var received = world.Try(new ReceiveDeposit(world.Central.Id, new DepositForm { Amount = Money.Penny }));
        Assert.That(received.Refusal?.Code, Is.EqualTo(expected));
    }

    [TestCase(null, RefusalCode.AmountFormat)]
    [TestCase("0.00", RefusalCode.AmountNotPositive)]
    [TestCase("0.01", null)]
    public void An_amount_is_there_and_above_zero(string? amount, RefusalCode? refused)
    {
        var world = new WorldKit();
        var deposit = world.Deposit("0.01");

        Assert.That(world.Try(new MoneyOut(world.Client, world.Form(amount))).Refusal?.Code, Is.EqualTo(refused));
        Assert.That(Refund(world, deposit, amount).Refusal?.Code, Is.EqualTo(refused));
    }

    [TestCase("x", 39, null)]
    [TestCase("x", 40, RefusalCode.DescriptionTooLong)]
    [TestCase("😀", 39, null)]
    [TestCase("😀", 40, RefusalCode.DescriptionTooLong)]
    public void A_description_is_shorter_than_forty(string letter, int times, RefusalCode? refused)
    {
        var world = new WorldKit();
        var text = string.Concat(Enumerable.Repeat(letter, times));

        Assert.That(world.Try(new MoneyOut(world.Client, world.Form(description: text))).Refusal?.Code, Is.EqualTo(refused));
        Assert.That(world.Try(new RefundDeposit(world.Client, world.Deposit("1.00").Id, "1.00", text)).Refusal?.Code,
            Is.EqualTo(refused));
    }

    [TestCase("", false)]
    [TestCase("1", true)]
    [TestCase("0", true)]
    [TestCase("9999999", true)]
    [TestCase("10000000", false)]
    [TestCase("12/4", false)]
    [TestCase("12:4", false)]
    [TestCase("-1", false)]
    [TestCase("１２", false)]
    public void A_reference_is_one_to_seven_digits(string text, bool isTaken)
    {
        var world = new WorldKit();

        Assert.That(PaymentFormRules.IsReference(text), Is.EqualTo(isTaken));
        Assert.That(
            world.Try(new MoneyOut(world.Client, world.Form() with { ExternalReference = text })).Refusal?.Code,
            Is.EqualTo(isTaken ? null : (RefusalCode?)RefusalCode.ExternalReference));
        Assert.That(
            world.Try(new ValidateByPenny(world.Client, world.Central.InstrumentId, world.External, null, text)).Refusal?.Code,
            Is.EqualTo(isTaken ? null : (RefusalCode?)RefusalCode.ExternalReference));
    }

    private static Outcome<Transaction> Refund(WorldKit world, Transaction deposit, string? amount) =>
        world.Try(new RefundDeposit(world.Client, deposit.Id, amount, "x"));

    private static WorldKit Limited(WorldKit world, int room)
    {
        world.With(
            options =>
                options with { Limits = options.Limits with { Transactions = world.World.State.Transactions.Count + room } });
        return world;
    }
}
