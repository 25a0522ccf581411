namespace FincoreSim.Domain.Tests.Model;

internal sealed class ModelAccount(int client, string owner, decimal posted, bool isCentral)
{
    public int Client { get; } = client;

    public string Owner { get; } = owner;

    public bool IsCentral { get; } = isCentral;

    public decimal Posted { get; set; } = posted;

    public decimal Held { get; set; }

    public string Status { get; set; } = "ACTIVE";

    public decimal Available => Posted - Held;
}

/// <summary>How a payment to an instrument ends, as the table of reserved values and the rest of the pages say.</summary>
internal enum Ending
{
    Settles,
    SettlesLate,
    IsRejected,
    ComesBack,
    CepDelayed,
    CepFails,
}

internal sealed class ModelInstrument(int client, ModelAccount? pays, ModelAccount? gets, Ending ending = Ending.Settles)
{
    public int Client { get; } = client;

    /// <summary>The account it pays from: its own.</summary>
    public ModelAccount? Pays { get; } = pays;

    /// <summary>The account of the world that has its CLABE.</summary>
    public ModelAccount? Gets { get; } = gets;

    public Ending Ending { get; } = ending;

    public bool IsCard { get; init; }

    public bool IsUnassigned { get; init; }

    public string Status { get; set; } = "ACTIVE";
}

internal sealed class ModelTransaction(string kind, string status, decimal amount, ModelAccount account)
{
    /// <summary>SPEI_OUT, PENNY, REFUND, SPEI_IN, INT_DEBIT or INT_CREDIT.</summary>
    public string Kind { get; } = kind;

    public string Status { get; set; } = status;

    public decimal Amount { get; } = amount;

    public ModelAccount Account { get; } = account;

    public string? Cep { get; set; }

    public bool CepWaits { get; set; }

    /// <summary>Who took its webhook.</summary>
    public HashSet<ModelWebhook> AcceptedBy { get; } = [];

    /// <summary>What the life of the CEP is scheduled under.</summary>
    public object Validation { get; } = new();

    public DateTimeOffset CreatedAt { get; init; }
}

internal sealed class ModelWebhook(int client, string type)
{
    public int Client { get; } = client;

    public string Type { get; } = type;

    public string Status { get; set; } = "ACTIVE";

    public Queue<ModelDelivery> Ready { get; } = [];

    public ModelDelivery? InFlight { get; set; }
}

internal sealed class ModelDelivery(ModelWebhook webhook, ModelTransaction about, DateTimeOffset eventAt)
{
    public ModelWebhook Webhook { get; } = webhook;

    public ModelTransaction About { get; } = about;

    public DateTimeOffset EventAt { get; } = eventAt;

    public string Status { get; set; } = "PENDING";

    public int Attempts { get; set; }

    public int Scheduled { get; set; }

    public bool IsResend { get; set; }

    public bool IsFinished => Status is not ("PENDING" or "IN_FLIGHT");
}

internal sealed record ModelKey(int Body, string Outcome, DateTimeOffset At);

internal sealed record ModelDue(DateTimeOffset At, long Order, object Subject, Action Happens);
