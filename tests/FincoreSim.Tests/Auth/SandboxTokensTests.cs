using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FincoreSim.Api.Auth;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;
using FincoreSim.Worlds.Webhooks;
using Microsoft.AspNetCore.Http;

namespace FincoreSim.Tests.Auth;

/// <summary>The life of tokens on a wall clock that the test holds in its hand.</summary>
public sealed class SandboxTokensTests
{
    private static readonly DateTimeOffset Start = new(2025, 12, 24, 23, 59, 58, 250, TimeSpan.Zero);
    private static readonly WorldOptions Wall = new();
    private static readonly Client Client = new(DocsTemplate.Client, "x", new Credential(default, "s", Start));
    private static readonly TokenGrant Grant = new(Guid.Empty, Client, Start.AddYears(3), Start.AddYears(3).AddHours(24));

    private readonly HandTime _time = new(Start);

    [TestCase("24h")]
    [TestCase("1s")]
    [TestCase("1500ms")]
    [TestCase("90d")]
    public void A_token_is_good_for_no_less_than_its_life_and_a_second_more_at_most(string lifetime)
    {
        Assert.That(DurationText.TryParse(lifetime, out var life));
        var options = Wall with { TokenLifetime = life };
        var tokens = new SandboxTokens("sb1", ProcessSecret.None, _time);
        var timed = tokens.Timed(Grant, options);
        var claims = Tokens.Read(tokens.Issue(DocsTemplate.Client, timed.ExpiresAt), ProcessSecret.None)!;

        Assert.That((timed.CreatedAt, claims.ExpiresAt), Is.EqualTo((Start, timed.ExpiresAt)));
        Assert.That(timed.ExpiresAt, Is.InRange(Start + life, Start + life + TimeSpan.FromSeconds(1)));
        _time.Now = timed.ExpiresAt.AddTicks(-1);
        Assert.That(tokens.IsGood(claims, options, DateTimeOffset.MaxValue), "the world's clock is nobody's business");
        _time.Now = timed.ExpiresAt;
        Assert.That(tokens.IsGood(claims, options, DateTimeOffset.MinValue), Is.False);
    }

    [Test]
    public void A_call_is_401_from_the_last_second_of_real_time_on_also_when_its_token_is_remembered()
    {
        using var sender = new WebhookSender(_time, FincoreSim.Outbound.OutboundPolicy.WithoutServer());
        using var registry =
            new SandboxRegistry(new RegistrySettings(null, WorldTemplate.Docs, IsGuarded: false), _time, sender,
                new StandingRules(_ => { }));
        var authentication = new Authentication(registry);
        var sandbox = registry.Default;
        var timed = sandbox.Tokens.Timed(Grant, Wall);
        var request = new DefaultHttpContext().Request;
        request.Headers.Authorization = $"Bearer {sandbox.Tokens.Issue(DocsTemplate.Client, timed.ExpiresAt)}";

        Assert.That(authentication.Find(request, AuthScheme.Bearer).IsAccepted);
        _time.Now = timed.ExpiresAt.AddTicks(-1);
        Assert.That(authentication.Find(request, AuthScheme.Bearer).IsAccepted);
        _time.Now = timed.ExpiresAt;

        var late = authentication.Find(request, AuthScheme.Bearer);
        Assert.That(late.Refusal, Is.EqualTo(new Refusal(RefusalCode.Unauthenticated, "The token has expired.")));
    }

    /// <summary>A restart forgets what was ended; but what is ended after it is ended, whenever it was issued.</summary>
    [Test]
    public void What_was_issued_before_a_restart_is_good_until_tokens_are_ended_again()
    {
        var before = new SandboxTokens("default", ProcessSecret.None, _time);
        var plain = Read(before);
        before.EndAll();
        var marked = Read(before);
        _time.Now += TimeSpan.FromMilliseconds(1);
        var after = new SandboxTokens("default", ProcessSecret.None, _time);

        Assert.That((IsGood(after, plain), IsGood(after, marked)), Is.EqualTo((true, true)));
        after.EndAll();
        Assert.That((IsGood(after, plain), IsGood(after, marked), IsGood(after, Read(after))), Is.EqualTo((false, false, true)));
    }

    [Test]
    public void On_a_clock_that_stands_or_goes_back_each_end_is_later_than_the_one_before()
    {
        var tokens = new SandboxTokens("default", ProcessSecret.None, _time);
        var issued = new List<TokenClaims>();
        for (var round = 0; round < 5; round++)
        {
            issued.Add(Read(tokens));
            tokens.EndAll();
            _time.Now -= TimeSpan.FromMilliseconds(round % 2);
        }

        Assert.That(issued.Select(claims => IsGood(tokens, claims)), Is.All.False);
        Assert.That(IsGood(tokens, Read(tokens)));
    }

    [TestCase("default", 0, "default")]
    [TestCase("default", 1_764_547_200_000, "default~1764547200000")]
    [TestCase("my~box", 7, "my~box~7")]
    [TestCase("my~box", 0, "my~box~0")]
    [TestCase("my~7", 0, "my~7~0")]
    [TestCase("~", 1, "~~1")]
    public void The_kid_names_the_sandbox_and_the_epoch(string sandbox, long epoch, string keyId)
    {
        var claims = new TokenClaims(sandbox, DocsTemplate.Client, Start, epoch);

        Assert.That(claims.KeyId, Is.EqualTo(keyId));
        Assert.That(TokenClaims.ReadKeyId(keyId), Is.EqualTo((sandbox, epoch)));
    }

    [TestCase(-1)]
    [TestCase(253_402_300_800)]
    [TestCase(long.MaxValue)]
    public void A_signed_exp_that_is_no_instant_is_no_token(long exp)
    {
        var parts = Tokens.Issue(new TokenClaims("default", DocsTemplate.Client, Start), ProcessSecret.None).Split('.');
        var payload = Base64Url.EncodeToString(
            Encoding.UTF8.GetBytes($"{{\"client_id\":\"{DocsTemplate.Client.Value}\",\"exp\":{exp}}}"));
        var key = SHA256.HashData("fincoresim token key/default"u8);
        var mac = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{parts[0]}.{payload}"));

        Assert.That(Tokens.Read($"{parts[0]}.{payload}.{Base64Url.EncodeToString(mac)}", ProcessSecret.None), Is.Null);
    }

    private TokenClaims Read(SandboxTokens tokens) =>
        Tokens.Read(tokens.Issue(DocsTemplate.Client, _time.Now.AddHours(24)), ProcessSecret.None)!;

    private bool IsGood(SandboxTokens tokens, TokenClaims claims) => tokens.IsGood(claims, Wall, _time.Now);

    private sealed class HandTime(DateTimeOffset start) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = start;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
