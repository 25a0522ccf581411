using FincoreSim.SampleIntegrator;
using FincoreSim.SampleIntegrator.Hooks;

namespace FincoreSim.Tests.Integrator;

/// <summary>Books, and the set of mistakes.</summary>
public sealed class IntegratorBookTests : IntegratorTests
{
    [Test]
    public async Task Two_books_never_meet()
    {
        var (one, other) = (await OpenForAsync("MONEY_IN"), await OpenAsync());

        await Sim.MoneyInAsync("150.00");
        (await one.PayAsync("pay-1")).ShouldBe(201);
        (await one.ValidateAsync(NewClabe)).ShouldBe(202);

        await one.ShouldShowAsync("150.00", "0.00", "120.50", "29.50");
        await other.ShouldShowAsync("0.00", "0.00", "0.00", "0.00");
        (await other.GetAsync("payouts/pay-1")).ShouldBe(404);
        Assert.That(await other.ValidationOfAsync(NewClabe), Is.EqualTo("unknown"));
        Assert.That((await other.GetAsync("movements")).Text, Is.EqualTo("[]"));
    }

    [Test]
    public async Task A_book_that_is_forgotten_begins_anew_and_without_a_way_it_says_what_it_needs()
    {
        var server = await SharedIntegrator.Server;
        var book = new Book(server.OpenBook("forgotten", Mistakes.None));
        (await book.HookAsync("hooks/money-in", Message("MONEY_IN", DepositBody()), "mi-token")).ShouldBe(201);
        await book.ShouldShowAsync("150.00", "0.00", "0.00", "150.00");

        server.Forget("forgotten");

        await book.ShouldShowAsync("0.00", "0.00", "0.00", "0.00");
        Assert.That((await book.PayAsync("pay-1")).ShouldBe(503)["error"],
            Does.Contain("X-Fincore-Sim-Base-Url").And.Contain("FINCORE_BASE_URL"));
        (await book.ValidateAsync(NewClabe)).ShouldBe(503);
        (await book.GetAsync("nothing")).ShouldBe(404);
        server.Forget("forgotten");
    }

    [Test]
    public async Task Without_a_name_it_is_the_book_default()
    {
        await using var server =
            await IntegratorServer.StartAsync("http://127.0.0.1:0", Mistakes.Of(Mistake.Answers200BeforeBooking), default);
        var (bare, named) = (new Book(server.BaseUri.OriginalString.TrimEnd('/')),
            new Book(server.BookUrl(IntegratorServer.DefaultBook)));

        (await bare.HookAsync("", Message("MONEY_IN", DepositBody()), "conformance-token")).ShouldBe(200);
        server.OpenBook(IntegratorServer.DefaultBook, Mistakes.None);
        (await bare.HookAsync("", Message("MONEY_IN", DepositBody("1.00", "other"), "other"), "conformance-token")).ShouldBe(201);

        await named.ShouldShowAsync("151.00", "0.00", "0.00", "151.00");
        Assert.That(server.HasAccess, Is.False);
    }

    [Test]
    public void Mistakes_go_by_their_names()
    {
        Assert.That(Mistakes.Names,
            Does.Contain("answers-200-before-booking").And.Contain("second-cent").And.Contain("ignores-int-credit"));
        Assert.That(Mistakes.TryParse("second-cent, books-duplicates", out var two), Is.True);
        Assert.That(two, Is.EqualTo(Mistakes.Of(Mistake.BooksDuplicates, Mistake.SecondCent)));
        Assert.That(two.ToString(), Is.EqualTo("books-duplicates,second-cent"));
        Assert.That(Mistakes.TryParse("", out var none) && none == Mistakes.None, Is.True);
        Assert.That(Mistakes.TryParse("careless", out var all) && all == Mistakes.Careless, Is.True);
        Assert.That(Mistakes.TryParse("second-sent", out _), Is.False);
        Assert.That(Mistakes.Careless.Has(Mistake.NewKeyOnRetry) && !Mistakes.Careless.Has(Mistake.GivesUpOnLostAnswer), Is.True);
    }

    [TestCaseSource(typeof(Mistakes), nameof(Mistakes.Names))]
    public void The_readme_names_every_mistake(string name) => Assert.That(
        File.ReadAllText(Path.Combine(FincoreSim.Tests.Shipping.Script.Root, "scenarios/sample-integrator/README.md")),
        Does.Contain($"| `{name}` |"));
}
