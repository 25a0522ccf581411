using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Api;

public sealed class TokensApiTests : ApiTests
{
    [Test]
    [Proves("auth.expires-at")]
    [Proves("auth.token")]
    public async Task Answers_the_documented_body_with_a_token_of_24_hours()
    {
        await Sim.SetAsync("token_clock", "world");
        var answer = await CreateAsync();

        answer.ShouldBe(200)
            .ShouldHaveMembers(
                "", "id", "client_id", "client_credential_id", "token", "status", "expires_at", "created_at", "updated_at",
                "deleted_at")
            .ShouldMatch("id", Formats.Uuid)
            .ShouldSay("client_id", Docs.Client)
            .ShouldSay("client_credential_id", "e981c6d8-4d49-45f2-a7ee-f956dca15500")
            .ShouldMatch("token", Formats.Jwt)
            .ShouldSay("status", "ACTIVE")
            .ShouldSay("expires_at", "2026-03-03T09:00:00.000000-06:00")
            .ShouldSay("created_at", "2026-03-02 09:00:00.000000-06:00")
            .ShouldSay("deleted_at", "None");
    }

    [Test]
    [Proves("auth.token")]
    [Proves("auth.kid")]
    public async Task The_token_is_a_jwt_with_the_two_documented_claims()
    {
        await Sim.SetAsync("token_clock", "world");
        var parts = (await CreateAsync())["token"].Split('.');
        var header = JsonElement.Parse(Base64Url.DecodeFromChars(parts[0]));
        var claims = JsonElement.Parse(Base64Url.DecodeFromChars(parts[1]));

        Assert.Multiple(() =>
        {
            Assert.That(header.GetProperty("alg").GetString(), Is.EqualTo("HS256"));
            Assert.That(header.GetProperty("typ").GetString(), Is.EqualTo("JWT"));
            Assert.That(header.GetProperty("kid").GetString(), Is.EqualTo(Sim.Id));
            Assert.That(claims.EnumerateObject().Select(claim => claim.Name), Is.EquivalentTo(["client_id", "exp"]));
            Assert.That(claims.GetProperty("client_id").GetString(), Is.EqualTo(Docs.Client));
            Assert.That(claims.GetProperty("exp").GetInt64(), Is.EqualTo(1_772_550_000));
        });
    }

    [Test]
    public async Task By_the_worlds_clock_a_token_is_good_until_its_last_second_and_no_longer()
    {
        await Sim.SetAsync("token_clock", "world");
        await Client.SignInAsync();
        await Sim.AdvanceAsync("23h59m59s");
        (await Client.GetAsync("accounts")).ShouldBe(200);

        await Sim.AdvanceAsync("1s");
        (await Client.GetAsync("accounts")).ShouldBeError(401, "UNAUTHENTICATED", "The token has expired.");

        await Client.SignInAsync();
        (await Client.GetAsync("accounts")).ShouldBe(200);
    }

    [Test]
    public async Task A_lifetime_can_be_chosen()
    {
        await Sim.SetAsync("token_clock", "world");
        await Sim.SetAsync("token_lifetime", "10m");
        await Client.SignInAsync();
        await Sim.AdvanceAsync("10m");

        (await Client.GetAsync("accounts")).ShouldBeError(401);
    }

    [Test]
    [Proves("auth.expires-at")]
    public async Task The_older_pages_naive_expiry_can_be_chosen()
    {
        await Sim.SetAsync("token_clock", "world");
        await Sim.SetAsync("expires_at", "naive");

        (await CreateAsync()).ShouldSay("expires_at", "2026-03-03 09:00:00.000000");
    }

    [Test]
    public async Task Refuses_a_wrong_secret_without_a_word_on_the_right_one()
    {
        var answer = await Client.KeyHttp.PostAsync(TokenPath, Bodies.Token("wrong"));

        answer.ShouldBeError(401, "UNAUTHENTICATED", "The client secret is not valid.");
        Assert.That(answer.Text, Does.Not.Contain(Docs.Secret));
        Assert.That(answer.Header("WWW-Authenticate"), Is.EqualTo("Bearer"));
    }

    [Test]
    public async Task Refuses_another_client_in_the_body_and_in_the_path()
    {
        (await Client.KeyHttp.PostAsync(TokenPath, Bodies.Token(Docs.OtherSecret, Docs.OtherClient))).ShouldBeError(
            403, "PERMISSION_DENIED");
        (await Client.KeyHttp.PostAsync(Sim.Other.Path("auth/credential-tokens"), Bodies.Token())).ShouldBeError(
            403, "PERMISSION_DENIED");
        (await Client.KeyHttp.PostAsync(TokenPath, Bodies.Token(Docs.OtherSecret))).ShouldBeError(401, "UNAUTHENTICATED");
    }

    [Test]
    public async Task Refuses_tokens_that_are_no_longer_what_was_issued()
    {
        var parts = Client.Token.Split('.');
        var otherClaims =
            Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"client_id":"{{Docs.OtherClient}}","exp":4102444800}"""));
        var unsigned = Base64Url.EncodeToString("""{"alg":"none","typ":"JWT"}"""u8);
        string[] forged =
        [
            $"{parts[0]}.{otherClaims}.{parts[2]}",
            $"{unsigned}.{parts[1]}.",
            $"{unsigned}.{parts[1]}.{parts[2]}",
            $"{parts[0]}.{parts[1]}",
            $"{parts[0]}.{parts[1]}.{parts[2]}.x",
            $"{parts[0]}.{parts[1]}.AAAA",
            "..", "x", "%00", new string('a', 4000),
        ];

        foreach (var token in forged)
        {
            (await WithAuthorization($"Bearer {token}")).ShouldBeError(401, "UNAUTHENTICATED");
        }
    }

    [TestCase("")]
    [TestCase("Bearer")]
    [TestCase("Bearer ")]
    [TestCase("Basic dXNlcjpwYXNz")]
    [TestCase("Token abc")]
    [Proves("auth.401")]
    public async Task Refuses_headers_without_a_bearer_token(string header) =>
        (await WithAuthorization(header)).ShouldBeError(401, "UNAUTHENTICATED");

    [Test]
    public async Task The_scheme_is_read_in_any_case() => (await WithAuthorization($"bearer {Client.Token}")).ShouldBe(200);

    [Test]
    [Proves("auth.extra-api-key")]
    [Proves("auth.schemes")]
    public async Task An_api_key_beside_the_token_is_ignored_and_none_takes_its_place()
    {
        (await Sim.App.Caller(("Authorization", $"Bearer {Client.Token}"), ("x-api-key", "nonsense"))
            .GetAsync("/v1/banks")).ShouldBe(200);
        (await Client.KeyHttp.GetAsync("/v1/banks")).ShouldBeError(401, "UNAUTHENTICATED");
    }

    private string TokenPath => Client.Path("auth/credential-tokens");

    private Task<Answer> CreateAsync() => Client.KeyHttp.PostAsync(TokenPath, Bodies.Token());

    private Task<Answer> WithAuthorization(string header) => Sim.App.Caller(("Authorization", header)).GetAsync("/v1/banks");
}
