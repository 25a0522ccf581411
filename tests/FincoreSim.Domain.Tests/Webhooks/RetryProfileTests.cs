namespace FincoreSim.Domain.Tests.Webhooks;

/// <summary>The profiles that have a name, to the second.</summary>
public sealed class RetryProfileTests
{
    private static readonly Dictionary<string, int[]> Seconds = new()
    {
        ["assumed-default"] = [0, 10, 60, 600, 3600, 21_600],
        ["none"] = [0],
        ["assumed-exponential"] = [0, 10, 30, 90, 270, 810, 2430, 7290, 21_870],
    };

    private static IEnumerable<string> Names => Seconds.Keys;

    [Test]
    public void These_have_a_name_and_the_default_is_the_first()
    {
        Assert.That(RetryProfile.Named.Select(profile => profile.Name), Is.EqualTo(Names));
        Assert.That(
            RetryProfile.Named, Is.EqualTo([RetryProfile.AssumedDefault, RetryProfile.None, RetryProfile.AssumedExponential]));
        Assert.That(new WorldOptions().Retries, Is.EqualTo(RetryProfile.AssumedDefault));
    }

    [TestCaseSource(nameof(Names))]
    public void A_receiver_that_never_answers_is_tried_exactly_then(string name)
    {
        var world = new WorldKit();
        world.With(options => options with { Retries = RetryProfile.Named.Single(profile => profile.Name == name) });
        world.Webhook(WebhookType.MoneyIn);
        world.Receiver.AnswerAlways(null);
        world.Deposit();

        world.Advance("30d");

        Assert.That(
            world.Receiver.Received.Select(received => received.At - WorldKit.Start),
            Is.EqualTo(Seconds[name].Select(wait => TimeSpan.FromSeconds(wait))));
    }

    [Test]
    public void Two_are_equal_when_their_names_and_their_waits_are()
    {
        static RetryProfile Made(string name, params int[] waits) =>
            new(name, [.. waits.Select(wait => TimeSpan.FromSeconds(wait))]);

        var profile = Made("custom", 0, 5);

        Assert.That(Made("custom", 0, 5), Is.EqualTo(profile));
        Assert.That(Made("custom", 0, 5).GetHashCode(), Is.EqualTo(profile.GetHashCode()));
        Assert.That(new[] { Made("other", 0, 5), Made("custom", 0, 6), Made("custom", 0), Made("custom", 0, 5, 5), null },
            Has.None.EqualTo(profile));
    }
}
