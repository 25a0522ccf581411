using FincoreSim.Domain.Clients;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Control;

/// <summary>The journal as it grows: every entry once, in order, and taken up again where it was left.</summary>
public sealed class JournalStreamTests : ApiTests
{
    [Test]
    public async Task Tells_what_was_and_then_what_happens()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Sim.App.Url) };
        await using var follower = await JournalFollower.OpenAsync(http, Sim.Path("journal/stream"));
        var before = await NewestAsync();
        Assert.That(
            (await follower.TakeAsync((int)before)).Select(item => item.Id), Is.EqualTo(Enumerable.Range(1, (int)before)));

        var id = (await Client.MoneyOutAsync())["id"];
        var after = await follower.TakeAsync((int)(await NewestAsync() - before));

        Assert.That(after.Select(item => item.Id), Is.Ordered.And.Unique);
        Assert.That(
            after.Any(item => item.Kind == "transaction_created" && item.Data.Contains(id, StringComparison.Ordinal)), Is.True);
    }

    [Test]
    public async Task Is_taken_up_again_after_the_last_id()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Sim.App.Url) };
        http.DefaultRequestHeaders.Add("Last-Event-ID", "5");

        await using var follower = await JournalFollower.OpenAsync(http, Sim.Path("journal/stream"));

        Assert.That((await follower.TakeAsync(3)).Select(item => item.Id), Is.EqualTo([6, 7, 8]));
    }

    [Test]
    public async Task Says_when_numbers_begin_anew()
    {
        var newest = await NewestAsync();
        using var http = new HttpClient { BaseAddress = new Uri(Sim.App.Url) };
        await using var follower = await JournalFollower.OpenAsync(http, Sim.Path($"journal/stream?after={newest}"));

        (await Sim.PostAsync("reset")).ShouldBe(200);

        var came = await follower.TakeAsync(2);
        Assert.That(came[0].Kind, Is.EqualTo("reset"));
        Assert.That(came[1].Id, Is.EqualTo(1));
    }

    [Test]
    public async Task A_hundred_followers_slow_nothing_down()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Sim.App.Url) };
        var followers =
            await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => JournalFollower.OpenAsync(http, Sim.Path("journal/stream"))));
        foreach (var follower in followers)
        {
            await using (follower)
            {
                (await Client.MoneyOutAsync("1.00")).ShouldBe(200);
            }
        }

        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_900m));
    }

    [Test]
    public async Task Ends_with_its_sandbox()
    {
        var sandbox = await Sim.App.NewSandboxAsync();
        using var http = new HttpClient { BaseAddress = new Uri(Sim.App.Url) };
        await using var follower =
            await JournalFollower.OpenAsync(http, sandbox.Path($"journal/stream?after={await NewestAsync()}"));

        await sandbox.DisposeAsync();

        Assert.That(await follower.EndsAsync(), Is.True);
    }

    private async Task<long> NewestAsync() => (await Sim.GetAsync("journal?limit=1")).ShouldBe(200).At("newest").GetInt64();
}
