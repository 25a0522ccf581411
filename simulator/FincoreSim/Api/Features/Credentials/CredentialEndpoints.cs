using FincoreSim.Api.Auth;
using FincoreSim.Api.Http;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Primitives;
using FincoreSim.Json;

namespace FincoreSim.Api.Features.Credentials;

/// <summary>The two calls that authenticate by x-api-key: reading credentials, and exchanging them for a token.</summary>
internal static class CredentialEndpoints
{
    private const string Module = "Credentials";

    private static readonly ApiOperation List = new("getClientCredentials", Module, "GetClientCredentials",
        "Retrieve client credentials")
    {
        Auth = AuthScheme.ApiKey,
        Answer = ApiJson.Default.CredentialList,
    };

    private static readonly ApiOperation Create = new("createCredentialToken", Module, "CreateCredentialToken",
        "Create an authentication token")
    {
        Description = "Exchanges the client secret for a JWT that is good for 24 hours of real time.",
        Auth = AuthScheme.ApiKey,
        Answer = ApiJson.Default.TokenView,
        Body = new BodyShape(
            "CredentialTokenRequest",
            Member.Uuid("client_id", "The client.", example: "c2d1d1e3-3340-4170-980e-e9269bbbc551"),
            Member.Text(
                "client_secret", TextRules.Secret, "Its secret, from the credentials call.", example: "your_client_secret_here")),
    };

    public static void MapCredentials(this ApiRoutes routes)
    {
        routes.Get("/v1/clients/{clientId}/credentials", List, ReadCredentials);
        routes.Post("/v1/clients/{clientId}/auth/credential-tokens", Create, CreateToken);
    }

    private static Reply ReadCredentials(ApiCall call)
    {
        var client = call.Sandbox.Read(world => world.State.Clients.Find(call.Client)!);
        return Reply.Json(new CredentialList([CredentialView.From(client, call.Options)]), ApiJson.Default.CredentialList);
    }

    private static Reply CreateToken(ApiCall call)
    {
        var body = call.ReadBody();
        if (!body.IsAccepted)
        {
            return body.Refusal;
        }

        return call.Execute(new IssueToken(call.Client, body.Value.Text("client_secret")), (grant, options) =>
        {
            var tokens = call.Sandbox.Tokens;
            var timed = tokens.Timed(grant, options);
            var token = tokens.Issue(timed.Client.Id, timed.ExpiresAt);
            return Reply.Json(TokenView.From(timed, token, options), ApiJson.Default.TokenView);
        });
    }
}
