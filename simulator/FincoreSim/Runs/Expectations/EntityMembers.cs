using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;
using FincoreSim.Language.Model;
using FincoreSim.Runs.Steps;

namespace FincoreSim.Runs.Expectations;

/// <summary>
/// The members of things that have names: <c>${wallet.clabe}</c>. The table of what may follow is <see cref="ThingMembers"/>.
/// Stateless.
/// </summary>
internal static class EntityMembers
{
    /// <summary>A member of a thing as it is now.</summary>
    public static FieldValue Member(World world, Bound bound, string path) => bound.Thing switch
    {
        Thing.Client => OfClient(world.State.Clients.Find(new ClientId(bound.Id))!, path),
        Thing.Customer => OfCustomer(world.State.Customers.Find(new CustomerId(bound.Id))!, path),
        Thing.Account => OfAccount(world, world.State.Accounts.Find(new AccountId(bound.Id))!, path),
        Thing.Instrument => OfInstrument(world.State.Instruments.Find(new InstrumentId(bound.Id))!, path),
        Thing.Webhook => OfWebhook(world.State.Webhooks.Find(new WebhookId(bound.Id))!, path),
        Thing.Transaction =>
            world.State.Transactions.Find(new TransactionId(bound.Id)) is { } transaction
                ? TransactionView(world, transaction)[path]
                : FieldValue.Nothing,
        _ => FieldValue.Nothing,
    };

    private static TransactionCandidate TransactionView(World world, Transaction transaction) => new(world.State, transaction);

    private static FieldValue OfClient(Domain.Clients.Client client, string path) => FieldValue.Of(path switch
    {
        "id" => client.Id.Value.ToString(),
        "name" => client.Name,
        "secret" => client.Credential.Secret,
        _ => null,
    });

    private static FieldValue OfCustomer(Domain.Clients.Customer customer, string path) => FieldValue.Of(path switch
    {
        "id" => customer.Id.Value.ToString(),
        "client_id" => customer.ClientId.Value.ToString(),
        "name" => customer.Name,
        "rfc" => customer.Rfc,
        _ => null,
    });

    private static FieldValue OfAccount(World world, Account account, string path) => FieldValue.Of(path switch
    {
        "id" or "account_id" => account.Id.Value.ToString(),
        "instrument_id" => account.InstrumentId.Value.ToString(),
        "clabe" => account.Clabe.Digits,
        "client_id" => account.ClientId.Value.ToString(),
        "customer_id" => account.OwnerType == OwnerType.Customer ? account.OwnerId.ToString() : null,
        "owner_id" => account.OwnerId.ToString(),
        "holder_name" => account.HolderName,
        "status" => WireName<AccountStatus>.Of(account.Status),
        "balance" or "available" => world.State.Ledger[account.Id].Available.ToString(),
        "posted" => world.State.Ledger[account.Id].Posted.ToString(),
        "pending" => world.State.Ledger[account.Id].PendingDebits.ToString(),
        _ => null,
    });

    private static FieldValue OfInstrument(Instrument instrument, string path) => FieldValue.Of(path switch
    {
        "id" or "instrument_id" => instrument.Id.Value.ToString(),
        "clabe" => (instrument.Detail as ClabeDetail)?.Clabe.Digits,
        "card" => (instrument.Detail as CardDetail)?.CardNumber,
        "holder_name" => instrument.Detail.HolderName,
        "client_id" => instrument.ClientId.Value.ToString(),
        "customer_id" => instrument.OwnerId == instrument.ClientId.Value ? null : instrument.OwnerId.ToString(),
        "status" => WireName<InstrumentStatus>.Of(instrument.Status),
        _ => null,
    });

    private static FieldValue OfWebhook(Webhook webhook, string path) => FieldValue.Of(path switch
    {
        "id" => webhook.Id.Value.ToString(),
        "url" => WebhookUrl.Shown(webhook.Url),
        "token" => webhook.Token,
        "type" => WireName<WebhookType>.Of(webhook.Type),
        "status" => WireName<WebhookStatus>.Of(webhook.Status),
        _ => null,
    });
}
