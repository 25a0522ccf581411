using System.Security.Cryptography;
using System.Text;
using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Reports;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Domain.Worlds;

/// <summary>
/// A SHA-256 over what a world has become: everything that is registered, balances and holds, transactions, deliveries with
/// what each attempt led to, idempotency records. Not covered: the clock's now, the journal's refusals, how long exchanges
/// took, what receivers wrote, and the host of a URL (a test's port). Proportional to the size of the world.
/// </summary>
public sealed class Fingerprint : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private Fingerprint()
    {
    }

    /// <summary>The fingerprint of a state, as 64 lower-case hexadecimal digits.</summary>
    public static string Of(WorldState state)
    {
        using var print = new Fingerprint();
        print.AddRegistrations(state);
        print.AddMoney(state);
        print.AddWebhooks(state);
        print.AddKeys(state);
        return Convert.ToHexStringLower(print._hash.GetHashAndReset());
    }

    /// <summary>The same for each part of a state, so that one can say which parts of two differ.</summary>
    public static ImmutableArray<FingerprintPart> PartsOf(WorldState state) =>
    [
        new("registrations", Part(print => print.AddRegistrations(state))),
        new("money", Part(print => print.AddMoney(state))),
        new("webhooks", Part(print => print.AddWebhooks(state))),
        new("idempotency keys", Part(print => print.AddKeys(state))),
    ];

    private static string Part(Action<Fingerprint> add)
    {
        using var print = new Fingerprint();
        add(print);
        return Convert.ToHexStringLower(print._hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private void AddRegistrations(WorldState state)
    {
        Add("seed", state.Seed);
        foreach (var client in state.Clients.OldestFirst())
        {
            Add("client", client.Id.Value, client.Name, client.Credential.Id.Value, client.Credential.Secret);
        }

        foreach (var customer in state.Customers.OldestFirst())
        {
            Add("customer", customer.Id.Value, customer.ClientId.Value, customer.Name, customer.Rfc);
        }

        foreach (var account in state.Accounts.OldestFirst())
        {
            Add("account", account.Id.Value, account.ClientId.Value, account.OwnerId, account.Clabe, account.Type, account.Status,
                account.ParentId.Value, account.InstrumentId.Value, account.CreatedAt, account.UpdatedAt);
        }

        foreach (var instrument in state.Instruments.OldestFirst())
        {
            Add("instrument", instrument.Id.Value, instrument.ClientId.Value, instrument.OwnerId, instrument.Type,
                instrument.Status,
                instrument.Alias, instrument.Rfc, instrument.Detail, instrument.CreatedAt, instrument.UpdatedAt);
        }

        foreach (var report in state.Reports.Forward(0))
        {
            Add("report", report.ClientId.Value, report.FileName, report.Rows.Length, report.CreatedAt);
        }
    }

    private void AddMoney(WorldState state)
    {
        foreach (var account in state.Ledger.Accounts)
        {
            Add("balance", account.Id.Value, account.Posted, account.PendingDebits, account.PendingCredits);
        }

        foreach (var transaction in state.Transactions.OldestFirst())
        {
            Add("transaction", transaction.Id.Value, transaction.ClientId.Value, transaction.AccountId.Value,
                transaction.SubCategory,
                transaction.Status, transaction.Amount, transaction.TrackingKey, transaction.ExternalReference,
                transaction.Description,
                transaction.Reason?.Code, transaction.OriginalId?.Value, transaction.RefundId?.Value,
                transaction.OtherLegId?.Value,
                transaction.CreatedAt, transaction.UpdatedAt, state.Ledger.HoldOf(transaction.Id)?.Amount);
            AddCep(transaction.Cep);
        }
    }

    private void AddCep(Cep? cep)
    {
        if (cep is not null)
        {
            Add("cep", cep.ValidationId, cep.Status, cep.BeneficiaryName, cep.BeneficiaryRfc, cep.ProcessedAt);
        }
    }

    private void AddWebhooks(WorldState state)
    {
        foreach (var webhook in state.Webhooks.OldestFirst())
        {
            Add("webhook", webhook.Id.Value, webhook.ClientId.Value, webhook.Type, webhook.Status, webhook.Token,
                PathOf(webhook.Url));
        }

        foreach (var delivery in state.Deliveries.All)
        {
            Add("delivery", delivery.Id.Value, delivery.Event.Id.Value, delivery.WebhookId.Value, delivery.Status,
                delivery.NextAttemptAt);
            foreach (var attempt in delivery.Attempts)
            {
                Add("attempt", attempt.Number, attempt.DueAt, attempt.SentAt, PathOf(attempt.Url),
                    attempt.Result?.StatusCode, attempt.Result?.Error, attempt.Decision);
            }
        }
    }

    private void AddKeys(WorldState state)
    {
        foreach (var record in state.Idempotency.All)
        {
            Add("key", record.Key.Client.Value, record.Key.Key, record.Operation, record.Hash.Value,
                record.FirstAt, record.Replays, record.Conflicts, record.IsAnswered);
        }
    }

    private void Add(params ReadOnlySpan<object?> values)
    {
        foreach (var value in values)
        {
            var text = value switch
            {
                null => "",
                DateTimeOffset instant => instant.UtcTicks.ToString(CultureInfo.InvariantCulture),
                IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                _ => value.ToString(),
            };
            _hash.AppendData(Encoding.UTF8.GetBytes(text + "\u001f"));
        }
    }

    private static string PathOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.PathAndQuery : url;
}

/// <summary>The fingerprint of one part of a world.</summary>
/// <param name="Name">The part, in words: <c>money</c>.</param>
/// <param name="Hash">64 lower-case hexadecimal digits.</param>
public sealed record FingerprintPart(string Name, string Hash);
