namespace FincoreSim.Domain.Tests.Worlds;

/// <summary>The commands with one rule or two: each row asks in a way that breaks exactly one.</summary>
public sealed class SmallCommandRulesTests : IRefusalRows
{
    private static readonly Dictionary<string, (RefusalCode Code, Func<WorldKit, Refusal?> Ask)> Rows = new()
    {
        ["a client beyond the limit"] = (RefusalCode.LimitReached, world => Full(world).Try(new AddClient("x")).Refusal),
        ["a client with a name too long"] = (RefusalCode.InvalidArgument,
            world => world.Try(new AddClient(new string('x', 201))).Refusal),
        ["a customer with a name of two lines"] = (RefusalCode.InvalidArgument,
            world => world.Try(new AddCustomer(world.Client, "x\ny", "ND")).Refusal),
        ["a customer with no tax identifier"] = (RefusalCode.InvalidArgument,
            world => world.Try(new AddCustomer(world.Client, "x", "XAX")).Refusal),
        ["a reason without end"] = (
            RefusalCode.InvalidArgument,
            world => world.Move(world.MoneyOut(), PaymentMove.Reject, new ReturnReason(new string('x', 101), "")).Refusal),
        ["a CEP's holder without a name"] = (
            RefusalCode.InvalidArgument,
            world => world.Try(new MoveCep(world.Penny().Id, CepStatus.Pending, "", null, [])).Refusal),
        ["a customer of nobody"] = (RefusalCode.NotFound, world => world.Try(new AddCustomer(Nobody, "x", "ND")).Refusal),
        ["a customer beyond the limit"] = (RefusalCode.LimitReached,
            world => Full(world).Try(new AddCustomer(world.Client, "x", "ND")).Refusal),
        ["a token for nobody"] = (RefusalCode.Unauthenticated, world => world.Try(new IssueToken(Nobody, "x")).Refusal),
        ["a token for a wrong secret"] = (RefusalCode.Unauthenticated,
            world => world.Try(new IssueToken(world.Client, "x")).Refusal),
        ["a token for another client's secret"] = (
            RefusalCode.Unauthenticated,
            world =>
                world.Try(new IssueToken(world.Client, world.World.State.Clients.Find(world.Other)!.Credential.Secret)).Refusal),
        ["an account of nobody"] = (RefusalCode.NotFound, world => world.Try(Open(Nobody, null)).Refusal),
        ["an account of another's customer"] = (RefusalCode.NotFound,
            world => world.Try(Open(world.Other, world.Customer)).Refusal),
        ["an account beyond the limit"] = (RefusalCode.LimitReached, world => Full(world).Try(Open(world.Client, null)).Refusal),
        ["money on no account"] = (RefusalCode.NotFound,
            world => world.Try(new FundAccount(new AccountId(Guid.Empty), Money.Penny)).Refusal),
        ["no money on an account"] = (RefusalCode.AmountNotPositive,
            world => world.Try(new FundAccount(world.Central.Id, Money.Zero)).Refusal),
        ["a move of no account"] = (RefusalCode.NotFound,
            world => world.Try(new MoveAccount(new AccountId(Guid.Empty), AccountMove.Block)).Refusal),
        ["a move that an account's state lacks"] = (RefusalCode.StateNotAllowed,
            world => world.Move(world.Central, AccountMove.Unblock).Refusal),
        ["a move of no instrument"] = (RefusalCode.NotFound,
            world => world.Move(WorldKit.UnknownInstrument, InstrumentMove.Block).Refusal),
        ["a move of a deleted instrument"] = (RefusalCode.NotFound,
            world => Deleted(world).Move(world.External, InstrumentMove.Block).Refusal),
        ["a move that an instrument's state lacks"] = (RefusalCode.StateNotAllowed,
            world => world.Move(world.External, InstrumentMove.Unblock).Refusal),
        ["deleting no instrument"] = (RefusalCode.NotFound,
            world => world.Try(new DeleteInstrument(world.Client, WorldKit.UnknownInstrument)).Refusal),
        ["deleting another's instrument"] = (RefusalCode.NotFound,
            world => world.Try(new DeleteInstrument(world.Other, world.External)).Refusal),
        ["deleting an instrument twice"] = (RefusalCode.NotFound,
            world => Deleted(world).Try(new DeleteInstrument(world.Client, world.External)).Refusal),
        ["deleting an own account's instrument"] = (
            RefusalCode.InvalidArgument,
            world => world.Try(new DeleteInstrument(world.Client, world.Central.InstrumentId)).Refusal),
        ["recording an answer to nothing"] = (
            RefusalCode.NotFound,
            world => world.Try(new RecordAttempt(new DeliveryId(Guid.Empty), Receiver.Status(201))).Refusal),
        ["resending nothing"] = (RefusalCode.NotFound,
            world => world.Try(new ResendDelivery(new DeliveryId(Guid.Empty))).Refusal),
        ["an attempt of nothing"] = (RefusalCode.NotFound,
            world => world.Try(new BeginAttempt(new DeliveryId(Guid.Empty))).Refusal),
    };

    private static readonly ClientId Nobody = new(Guid.Empty);

    public static IEnumerable<string> Names => Rows.Keys;

    IEnumerable<RefusalCode> IRefusalRows.Codes => Rows.Values.Select(row => row.Code);

    [TestCaseSource(nameof(Names))]
    public void Refuses(string name)
    {
        var (code, ask) = Rows[name];

        Assert.That(ask(new WorldKit())?.Code, Is.EqualTo(code));
    }

    [Test]
    public void The_right_secret_gives_a_token_for_24_hours()
    {
        var world = new WorldKit();

        var grant = world.Do(new IssueToken(world.Client, world.World.State.Clients.Find(world.Client)!.Credential.Secret));

        Assert.That(grant.ExpiresAt - grant.CreatedAt, Is.EqualTo(TimeSpan.FromHours(24)));
        Assert.That(grant.Client.Credential.Secret, Does.Match("^[A-Za-z0-9_-]{86}$"));
    }

    [Test]
    public void A_token_ends_no_later_than_the_calendar()
    {
        var world = new WorldKit();
        world.World.MoveTo(DateTimeOffset.MaxValue.AddHours(-1));
        var secret = world.World.State.Clients.Find(world.Client)!.Credential.Secret;

        var grant = world.World.Execute(new IssueToken(world.Client, secret)).Value;

        Assert.That(grant.ExpiresAt, Is.EqualTo(DateTimeOffset.MaxValue));
    }

    private static OpenAccount Open(ClientId client, CustomerId? customer) =>
        new(client, customer, AccountType.BusinessUnit, Money.Zero);

    private static WorldKit Full(WorldKit world)
    {
        world.With(options => options with { Limits = options.Limits with { Registrations = 0 } });
        return world;
    }

    private static WorldKit Deleted(WorldKit world)
    {
        world.Do(new DeleteInstrument(world.Client, world.External));
        return world;
    }
}
