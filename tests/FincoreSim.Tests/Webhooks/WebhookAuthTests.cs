using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Webhooks;

public sealed class WebhookAuthTests : WebhookTests
{
    [TestCase("world")]
    [TestCase("wall")]
    [Proves("webhook.auth")]
    public async Task Can_carry_a_jwt_that_the_client_secret_signs(string clock)
    {
        await Sim.SetAsync("webhook_auth", "jwt");
        await Sim.SetAsync("token_clock", clock);
        var before = DateTimeOffset.UtcNow;
        await Client.WebhookAsync("MONEY_IN", Receiver.Url);

        await Sim.MoneyInAsync();

        var header = Receiver.LogEntries.Single().RequestMessage.Headers["Authorization"].Single();
        var parts = header["Bearer ".Length..].Split('.');
        var claims = JsonElement.Parse(Base64Url.DecodeFromChars(parts[1]));
        var expected =
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(Docs.Secret), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
        Assert.Multiple(() =>
        {
            Assert.That(parts[2], Is.EqualTo(Base64Url.EncodeToString(expected)));
            Assert.That(claims.GetProperty("client_id").GetString(), Is.EqualTo(Docs.Client));
            Assert.That(
                DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64()),
                clock == "world"
                    ? Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1_772_550_000))
                    : Is.InRange(before.AddHours(24).AddSeconds(-1), DateTimeOffset.UtcNow.AddHours(24)),
                "by the clock by which the receiver looks at it");
            Assert.That(claims.EnumerateObject().Count(), Is.EqualTo(2));
        });
    }

    [TestCase("")]
    [TestCase("with spaces and, commas")]
    [TestCase("contraseña")]
    [TestCase("quote\"d")]
    [Proves("webhook.auth")]
    public async Task Carries_the_registered_token_whatever_it_is(string token)
    {
        await Client.WebhookAsync("MONEY_IN", Receiver.Url, token);

        await Sim.MoneyInAsync();

        Assert.That(await StatusAsync(), Is.EqualTo("DELIVERED"), (await DeliveryAsync()).ToString());
        Assert.That(Receiver.LogEntries.Single().RequestMessage.Headers["Authorization"].Single(),
            Is.EqualTo($"Bearer {token}".TrimEnd()));
    }

    [TestCase("line\nbreak")]
    [TestCase("carriage\rreturn: x")]
    [TestCase("nul\0l")]
    public async Task A_token_that_no_header_can_carry_is_refused(string token)
    {
        (await Client.Http.PostAsync(Client.Path("webhooks"), Bodies.Webhook("MONEY_IN", Receiver.Url, token)))
            .ShouldBeError(400, "INVALID_ARGUMENT");
    }
}
