namespace FincoreSim.Domain.Tests.Webhooks;

public enum WebhookFault
{
    Unknown,
    Url,
    Twin,
    NoRoom,
}

public sealed class RegisterWebhookRulesTests : RuleLadder<RegisterWebhookRulesTests, WebhookFault>, IRuleTable<WebhookFault>
{
    private const string Url = "https://receiver.test/hook?x=1";

    public static ImmutableArray<RuleRow<WebhookFault>> Table { get; } =
    [
        new(WebhookFault.Url, RefusalCode.InvalidArgument, "url"),
        new(WebhookFault.Twin, RefusalCode.WebhookExists, "MONEY_IN"),
        new(WebhookFault.NoRoom, RefusalCode.LimitReached, "webhooks"),
    ];

    [TestCase("http://localhost:8080/hook", true)]
    [TestCase("https://receiver.test", true)]
    [TestCase("ftp://receiver.test/hook", false)]
    [TestCase("file:///etc/passwd", false)]
    [TestCase("receiver.test/hook", false)]
    [TestCase("/hook", false)]
    [TestCase("", false)]
    [TestCase("http://", false)]
    public void A_url_is_absolute_and_http(string url, bool isTaken)
    {
        var world = new WorldKit();

        Assert.That(world.Try(new RegisterWebhook(world.Client, url, "t", WebhookType.Cep)).IsAccepted, Is.EqualTo(isTaken));
    }

    [TestCase(2048, true)]
    [TestCase(2049, false)]
    public void A_url_has_at_most_2048_characters(int length, bool isTaken)
    {
        var world = new WorldKit();
        var url = "http://receiver.test/".PadRight(length, 'x');

        Assert.That(world.Try(new RegisterWebhook(world.Client, url, "t", WebhookType.Cep)).IsAccepted, Is.EqualTo(isTaken));
    }

    [Test]
    public void Another_type_another_url_or_another_client_is_no_twin()
    {
        var world = new WorldKit();
        world.Webhook(WebhookType.MoneyIn, Url);

        world.Try(new RegisterWebhook(world.Client, Url, "token", WebhookType.Cep)).AssertAccepted();
        world.Try(new RegisterWebhook(world.Client, Url + "2", "token", WebhookType.MoneyIn)).AssertAccepted();
        world.Try(new RegisterWebhook(world.Other, Url, "token", WebhookType.MoneyIn)).AssertAccepted();
    }

    [TestCase(WebhookStatus.Inactive)]
    [TestCase(WebhookStatus.Deleted)]
    public void One_that_does_not_receive_is_no_twin(WebhookStatus status)
    {
        var world = new WorldKit();
        var first = world.Webhook(WebhookType.MoneyIn, Url);
        _ = status == WebhookStatus.Inactive
            ? world.SetStatus(first, status)
            : world.Try(new DeleteWebhook(world.Client, first.Id));

        world.Try(new RegisterWebhook(world.Client, Url, "token", WebhookType.MoneyIn)).AssertAccepted();
    }

    private protected override Refusal? Ask(WorldKit world, HashSet<WebhookFault> broken)
    {
        var url = broken.Contains(WebhookFault.Url) ? "receiver" : Url;
        if (broken.Contains(WebhookFault.Twin))
        {
            world.Webhook(WebhookType.MoneyIn, Url);
        }

        if (broken.Contains(WebhookFault.NoRoom))
        {
            world.With(
                options => options with { Limits = options.Limits with { Registrations = world.World.State.Webhooks.Count } });
        }

        return world.Try(new RegisterWebhook(world.Client, url, "token", WebhookType.MoneyIn)).Refusal;
    }
}
