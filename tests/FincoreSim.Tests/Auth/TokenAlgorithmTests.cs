using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Auth;

/// <summary>
/// A token says HS256 and is signed so. One that says anything else is no token, whoever signed it and however: taking the word
/// of a token for how to check it is the oldest hole of JWTs.
/// </summary>
public sealed class TokenAlgorithmTests : ApiTests
{
    private static readonly string[] Headers =
    [
        """{"alg":"none","kid":"{0}","typ":"JWT"}""",
        """{"alg":"None","kid":"{0}","typ":"JWT"}""",
        """{"alg":"HS512","kid":"{0}","typ":"JWT"}""",
        """{"alg":"HS384","kid":"{0}","typ":"JWT"}""",
        """{"alg":"RS256","kid":"{0}","typ":"JWT"}""",
        """{"alg":"ES256","kid":"{0}","typ":"JWT"}""",
        """{"alg":"hs256","kid":"{0}","typ":"JWT"}""",
        """{"alg":"HS256 ","kid":"{0}","typ":"JWT"}""",
        """{"alg":"","kid":"{0}","typ":"JWT"}""",
        """{"alg":null,"kid":"{0}","typ":"JWT"}""",
        """{"alg":256,"kid":"{0}","typ":"JWT"}""",
        """{"alg":["HS256"],"kid":"{0}","typ":"JWT"}""",
        """{"kid":"{0}","typ":"JWT"}""",
        """{"alg":"HS256","typ":"JWT"}""",
        """{"alg":"HS256","kid":null,"typ":"JWT"}""",
        "null", "[]", "\"HS256\"",
    ];

    private static readonly Dictionary<string, Func<byte[], byte[], byte[]>> Signatures = new()
    {
        ["signed with HS256"] = HMACSHA256.HashData,
        ["signed with HS384"] = HMACSHA384.HashData,
        ["signed with HS512"] = HMACSHA512.HashData,
        ["not signed"] = static (_, _) => [],
    };

    [Test, Combinatorial]
    [Proves("auth.401")]
    public async Task Refuses_a_token_that_says_otherwise(
        [ValueSource(nameof(Headers))] string header, [ValueSource(nameof(Names))] string signature) =>
        (await ReadBanksAsync(header, Signatures[signature])).ShouldBeError(401, "UNAUTHENTICATED", "The token is not valid.");

    [TestCase("signed with HS256", 200)]
    [TestCase("signed with HS384", 401)]
    [TestCase("signed with HS512", 401)]
    [TestCase("not signed", 401)]
    public async Task Takes_a_token_that_says_HS256_and_is_signed_so(string signature, int status) =>
        (await ReadBanksAsync("""{"alg":"HS256","kid":"{0}","typ":"JWT"}""", Signatures[signature])).ShouldBe(status);

    private static IEnumerable<string> Names => Signatures.Keys;

    /// <summary>With the sandbox's own key, so that nothing but the header can be what is wrong.</summary>
    private Task<Answer> ReadBanksAsync(string header, Func<byte[], byte[], byte[]> sign)
    {
        var key = SHA256.HashData(Encoding.UTF8.GetBytes($"fincoresim token key/{Sim.Id}"));
        var text = $"{Encoded(header.Replace("{0}", Sim.Id, StringComparison.Ordinal))}.{Client.Token.Split('.')[1]}";
        var token = $"{text}.{Base64Url.EncodeToString(sign(key, Encoding.ASCII.GetBytes(text)))}";
        return Sim.App.Caller(("Authorization", $"Bearer {token}")).GetAsync("/v1/banks");
    }

    private static string Encoded(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
