namespace FincoreSim.Domain.Tests.Webhooks;

public sealed class WebhookUrlTests
{
    private const string Url = "http://receiver.test/h?x=1";

    private static IEnumerable<string> Same =>
    [
        Url,
        "HTTP://receiver.test/h?x=1",
        "http://RECEIVER.Test/h?x=1",
        "  http://receiver.test/h?x=1 ",
        "http://receiver.test:80/h?x=1",
        "http://receiver.test:/h?x=1",
        "http://receiver.test:0080/h?x=1",
        "http://receiver.test./h?x=1",
        "http://receiver.test/h?x=1#part",
        "http://receiver.test/a/../h?x=1",
        "http://receiver.test/./h?x=1",
        "http://receiver.test/../h?x=1",
        "http://receiver.test/a/%2e%2E/h?x=1",
        "http://receiver.test/%68?%78=1",
        "http://me:secret@receiver.test/h?x=1",
        "http://@receiver.test/h?x=1",
    ];

    private static IEnumerable<string> Others =>
    [
        "https://receiver.test/h?x=1",
        "http://receiver.test:8080/h?x=1",
        "http://other.test/h?x=1",
        "http://receiver.test/H?x=1",
        "http://receiver.test/h/?x=1",
        "http://receiver.test//h?x=1",
        "http://receiver.test/h?x=2",
        "http://receiver.test/h?X=1",
        "http://receiver.test/h",
        "http://receiver.test/%2Fh?x=1",
    ];

    private static IEnumerable<TestCaseData> Pairs =>
    [
        new("http://receiver.test", "http://receiver.test/", true),
        new("http://receiver.test", "http://receiver.test?", true),
        new("http://receiver.test/h", "http://receiver.test/h?", true),
        new("http://receiver.test/ñ", "http://receiver.test/%c3%b1", true),
        new("http://receiver.test/%3a", "http://receiver.test/%3A", true),
        new("http://ñandú.mx/h", "http://xn--and-6ma2c.mx/h", true),
        new("http://127.0.0.1/h", "http://127.1/h", true),
        new("http://127.0.0.1/h", "http://2130706433/h", true),
        new("http://127.0.0.1/h", "http://0x7f000001/h", true),
        new("http://127.0.0.1/h", "http://[::ffff:127.0.0.1]/h", true),
        new("http://[::1]/h", "http://[0:0:0:0:0:0:0:1]/h", true),
        new("http://[::1]/h", "http://127.0.0.1/h", false),
        new("http://localhost/h", "http://127.0.0.1/h", false),
        new("https://receiver.test:443/h", "https://receiver.test/h", true),
        new("https://receiver.test:80/h", "https://receiver.test/h", false),
        new("http://receiver.test/a%20b", "http://receiver.test/a+b", false),
    ];

    private static IEnumerable<TestCaseData> Refused =>
    [
        new("", "absolute http or https"),
        new("   ", "absolute http or https"),
        new("receiver", "absolute http or https"),
        new("//receiver.test/h", "absolute http or https"),
        new("http:/receiver.test/h", "absolute http or https"),
        new("http:receiver.test", "absolute http or https"),
        new("http:///h", "absolute http or https"),
        new("http://:80/h", "absolute http or https"),
        new("http://me@/h", "absolute http or https"),
        new("ftp://receiver.test/h", "absolute http or https"),
        new("javascript:alert(1)", "absolute http or https"),
        new("http://receiver.test:70000/h", "absolute http or https"),
        new("http://receiver.test:x/h", "absolute http or https"),
        new("http://receiver.test:0/h", "port"),
        new("http://receiver.test/a b", "must not contain blanks"),
        new("http://receiver .test/h", "must not contain blanks"),
        new("http://receiver.test/h\n", "must not contain blanks"),
        new("\thttp://receiver.test/h", "must not contain blanks"),
        new("http://receiver.test/h\r\nX: y", "must not contain blanks"),
        new("http://receiver.test/\0h", "must not contain blanks"),
        new("http://receiver.test/\u0085h", "must not contain blanks"),
        new("http://receiver.test/\u00a0h", "must not contain blanks"),
        new("http://receiver.test/\u200bh", "must not contain blanks"),
        new("http://receiver.test/\u202eh", "must not contain blanks"),
        new("\ufeffhttp://receiver.test/h", "must not contain blanks"),

        // Half a letter in a test's name is a test that no filter finds.
        new TestCaseData("http://receiver.test/\ud83d", "must not contain blanks").SetArgDisplayNames("half a letter"),
    ];

    [TestCaseSource(nameof(Same))]
    public void In_other_clothes_it_is_the_same_webhook(string url)
    {
        var world = new WorldKit();
        var first = world.Webhook(WebhookType.MoneyIn, Url);
        var second = world.Webhook(WebhookType.MoneyIn, "http://receiver.test/second");

        world.Try(new RegisterWebhook(world.Client, url, "token", WebhookType.MoneyIn)).AssertRefused(RefusalCode.WebhookExists);
        world.Try(new ChangeWebhook(world.Client, second.Id, url, null, null)).AssertRefused(RefusalCode.WebhookExists);
        world.Try(new ChangeWebhook(world.Client, first.Id, url, null, null)).AssertAccepted();

        world.SetStatus(second, WebhookStatus.Inactive).AssertAccepted();
        world.Try(new ChangeWebhook(world.Client, second.Id, url, null, null)).AssertAccepted();
        world.SetStatus(second, WebhookStatus.Active).AssertRefused(RefusalCode.WebhookExists);
    }

    [TestCaseSource(nameof(Others))]
    public void Another_is_another(string url)
    {
        var world = new WorldKit();
        world.Webhook(WebhookType.MoneyIn, Url);

        world.Try(new RegisterWebhook(world.Client, url, "token", WebhookType.MoneyIn)).AssertAccepted();
    }

    [TestCaseSource(nameof(Pairs))]
    public void Two_are_the_same_or_not(string one, string other, bool areSame) =>
        Assert.That(
            WebhookUrl.IdentityOf(one) == WebhookUrl.IdentityOf(other),
            Is.EqualTo(areSame),
            $"{WebhookUrl.IdentityOf(one)} {WebhookUrl.IdentityOf(other)}");

    [TestCaseSource(nameof(Refused))]
    public void Is_refused_and_says_what_is_wrong(string url, string why)
    {
        var world = new WorldKit();
        var webhook = world.Webhook(WebhookType.MoneyIn);

        var registered = world.Try(new RegisterWebhook(world.Client, url, "token", WebhookType.Cep)).Refusal!;
        Assert.That((registered.Code, registered.Subject), Is.EqualTo((RefusalCode.InvalidArgument, registered.Subject)));
        Assert.That(registered.Subject, Does.Contain(why));
        Assert.That(
            world.Try(new ChangeWebhook(world.Client, webhook.Id, url, null, null)).Refusal!.Subject,
            Is.EqualTo(registered.Subject));
    }

    [TestCase("  HTTP://Receiver.test:80/a/../h#x  ", "HTTP://Receiver.test:80/a/../h#x")]
    [TestCase("http://me:secret@receiver.test/h", "http://me:secret@receiver.test/h")]
    public void Is_kept_as_it_was_given_without_blanks_around_it(string given, string kept)
    {
        var world = new WorldKit();

        Assert.That(world.Do(new RegisterWebhook(world.Client, given, "token", WebhookType.Cep)).Url, Is.EqualTo(kept));
    }

    [TestCase("http://me:secret@receiver.test/h", "http://***@receiver.test/h")]
    [TestCase("http://me@receiver.test", "http://***@receiver.test")]
    [TestCase("HTTPS://me:p@ss@receiver.test:8443/h?x=a@b#c@d", "HTTPS://***@receiver.test:8443/h?x=a@b#c@d")]
    [TestCase("http://@receiver.test/h", "http://***@receiver.test/h")]
    [TestCase("http://receiver.test/me@home?to=a@b", "http://receiver.test/me@home?to=a@b")]
    [TestCase("http://receiver.test?to=a@b", "http://receiver.test?to=a@b")]
    [TestCase("http://receiver.test/h", "http://receiver.test/h")]
    [TestCase("no url, me@home", "no url, me@home")]
    public void Is_shown_without_user_and_password(string url, string shown)
    {
        Assert.That(WebhookUrl.Shown(url), Is.EqualTo(shown));
        Assert.That(WebhookUrl.ShownIn($"GET {url}: failed"), Is.EqualTo($"GET {shown}: failed"));
    }

    [TestCase("""{"url":"http://receiver.test","mail":"me@home"}""")]
    [TestCase("see http://receiver.test, or write to me@home")]
    public void Other_signs_of_at_stay(string text) => Assert.That(WebhookUrl.ShownIn(text), Is.EqualTo(text));
}
