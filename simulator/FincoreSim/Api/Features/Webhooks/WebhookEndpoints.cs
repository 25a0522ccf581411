using FincoreSim.Api.Auth;
using FincoreSim.Api.Http;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Json;

namespace FincoreSim.Api.Features.Webhooks;

/// <summary>Registering, listing, reading, changing and deleting webhooks; and the deprecated registration.</summary>
internal static class WebhookEndpoints
{
    private const string Module = "Webhooks";

    private static readonly ImmutableArray<Member> Members =
    [
        Member.Uuid("client_id", "The client.", required: false, example: "c2d1d1e3-3340-4170-980e-e9269bbbc551"),
        Member.Text("url", null, "An absolute http or https URL.", example: "https://example.com/money-in-webhook") with
        {
            LengthMax = WebhookUrl.LengthMax
        },
        Member.Text("token", null, "What the webhook will be authenticated with.", required: false,
            example: "secretToken0123") with { LengthMax = WebhookRules.TokenLengthMax, Pattern = TextRule.PrintablePattern },
        Member.Choice("webhook_type", "What to hear of.", WireName<WebhookType>.All),
        Member.Choice("auth_type", "AUTH, the only one.", [Webhook.AuthType], required: false),
    ];

    private static readonly ApiOperation Create = new("createClientWebhook", Module, "CreateClientWebhook",
        "Register a webhook for a client")
    {
        Answer = ApiJson.Default.WebhookView,
        Body = new BodyShape("WebhookRequest", Members),
        Errors = [409],
    };

    private static readonly ApiOperation CreateDeprecated = new("createWebhook", Module, "CreateWebhook",
        "Register a webhook (deprecated)")
    {
        Description =
            "Deprecated: use createClientWebhook, POST /v1/clients/{clientId}/webhooks. Needs both x-api-key and a Bearer token.",
        Auth = AuthScheme.Both,
        Answer = ApiJson.Default.WebhookView,
        Body = new BodyShape("DeprecatedWebhookRequest", [Members[0] with { IsRequired = true }, .. Members[1..]]),
        IsDeprecated = true,
        Errors = [409],
    };

    private static readonly ApiOperation List = new("listClientWebhooks", Module, "ListClientWebhooks", "List client webhooks")
    {
        Answer = ApiJson.Default.WebhookList,
        Query = QueryMembers.Pages("per_page"),
    };

    private static readonly ApiOperation One = new("getClientWebhook", Module, "GetClientWebhook", "Retrieve a client webhook")
    {
        Answer = ApiJson.Default.WebhookView,
        Errors = [404],
    };

    private static readonly ApiOperation Update = new("updateClientWebhook", Module, "UpdateClientWebhook",
        "Update a client webhook")
    {
        Description = "Every member is optional, but at least one must be given.",
        Answer = ApiJson.Default.WebhookView,
        Errors = [404, 409],
        Body = new BodyShape(
            "WebhookUpdate",
            Member.Uuid("client_id", "The client.", required: false, example: "c2d1d1e3-3340-4170-980e-e9269bbbc551"),
            Member.Text("url", null, "Another URL.", required: false, example: "https://example.com/money-in-webhook") with
            {
                LengthMax = WebhookUrl.LengthMax
            },
            Member.Text("token", null, "Another token.", required: false, example: "secretToken0123") with
            {
                LengthMax = WebhookRules.TokenLengthMax,
                Pattern = TextRule.PrintablePattern
            },
            Member.Choice("webhook_status", "Whether it receives.", ["ACTIVE", "INACTIVE"], required: false),
            Member.Choice("auth_type", "AUTH, the only one.", [Webhook.AuthType], required: false))
        {
            MembersMin = 1,
        },
    };

    private static readonly ApiOperation Remove = new("deleteClientWebhook", Module, "DeleteClientWebhook",
        "Delete a client webhook")
    {
        Answer = ApiJson.Default.WebhookView,
        Errors = [404],
    };

    public static void MapWebhooks(this ApiRoutes routes)
    {
        routes.Post("/v1/clients/{clientId}/webhooks", Create, call => RegisterWebhook(call, WebhookView.From));
        routes.Post("/v1/webhooks", CreateDeprecated, RegisterDeprecated);
        routes.Get("/v1/clients/{clientId}/webhooks", List, ListWebhooks);
        routes.Get("/v1/clients/{clientId}/webhooks/{id}", One, ReadWebhook);
        routes.Patch("/v1/clients/{clientId}/webhooks/{id}", Update, ChangeWebhook);
        routes.Delete("/v1/clients/{clientId}/webhooks/{id}", Remove, DeleteWebhook);
    }

    private static Reply RegisterDeprecated(ApiCall call) => RegisterWebhook(call, WebhookView.FromDeprecated);

    private static Reply RegisterWebhook(ApiCall call, Func<Webhook, WorldOptions, WebhookView> show)
    {
        var body = call.ReadBody();
        if (!body.IsAccepted)
        {
            return body.Refusal;
        }

        var command = new RegisterWebhook(
            call.Client, body.Value.Text("url"), body.Value.OptionalText("token") ?? "",
            body.Value.Choice<WebhookType>("webhook_type"));
        return call.Execute(command, (webhook, options) => Reply.Json(show(webhook, options), ApiJson.Default.WebhookView));
    }

    private static Reply ListWebhooks(ApiCall call)
    {
        var paging = Paging.Read(call.Query, "per_page");
        if (!paging.IsAccepted)
        {
            return paging.Refusal;
        }

        var page = paging.Value;
        var all = call.Sandbox.Read(world => WebhookQueries.OfClient(world.State, call.Client).ToArray());
        return Reply.Json(
            new WebhookList([.. page.Of(all).Select(item => WebhookView.From(item, call.Options))], page.Number, page.Size,
                all.Length),
            ApiJson.Default.WebhookList);
    }

    private static Reply ReadWebhook(ApiCall call)
    {
        var id = call.PathUuid("id");
        if (!id.IsAccepted)
        {
            return id.Refusal;
        }

        return call.Sandbox.Read(world => WebhookQueries.Find(world.State, call.Client, new WebhookId(id.Value))) is { } found
            ? Show(found, call.Options)
            : new Refusal(RefusalCode.NotFound, "Webhook");
    }

    private static Reply ChangeWebhook(ApiCall call)
    {
        var id = call.PathUuid("id");
        var body = call.ReadBody();
        if (!id.IsAccepted || !body.IsAccepted)
        {
            return (id.Refusal ?? body.Refusal)!;
        }

        string[] changeable = ["url", "token", "webhook_status", "auth_type"];
        if (!changeable.Any(body.Value.Has))
        {
            return new Refusal(RefusalCode.InvalidArgument, $"At least one of {string.Join(", ", changeable)} must be given.");
        }

        var command = new ChangeWebhook(
            call.Client,
            new WebhookId(id.Value),
            body.Value.OptionalText("url"),
            body.Value.OptionalText("token"),
            body.Value.OptionalChoice<WebhookStatus>("webhook_status"));
        return call.Execute(command, Show);
    }

    private static Reply DeleteWebhook(ApiCall call)
    {
        var id = call.PathUuid("id");
        return id.IsAccepted ? call.Execute(new DeleteWebhook(call.Client, new WebhookId(id.Value)), Show) : id.Refusal;
    }

    private static Reply Show(Webhook webhook, WorldOptions options) =>
        Reply.Json(WebhookView.From(webhook, options), ApiJson.Default.WebhookView);
}
