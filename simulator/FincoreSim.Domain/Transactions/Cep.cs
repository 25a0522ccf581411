using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Transactions;

/// <summary>The status of a CEP (documented). INITIALIZED shows in reads only, never in a webhook.</summary>
public enum CepStatus
{
    /// <summary>Just created; becomes PENDING within seconds.</summary>
    Initialized,

    /// <summary>Asked for.</summary>
    Pending,

    /// <summary>Late; still being asked for.</summary>
    Delayed,

    /// <summary>There, with the holder's name.</summary>
    Completed,

    /// <summary>Not to be had.</summary>
    Failed,
}

/// <summary>
/// The electronic payment receipt (CEP) of a payment of 0.01: a penny validation, or a money_out (assumed). Immutable.
/// </summary>
public sealed record Cep
{
    /// <summary>The id of the validation (validationId).</summary>
    public required Guid ValidationId { get; init; }

    /// <summary>The status.</summary>
    public required CepStatus Status { get; init; }

    /// <summary>UTC instant of creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// Whether it follows a money_out of 0.01 and not a penny validation. Such a payment is told of and answered as any other.
    /// </summary>
    public bool FollowsMoneyOut { get; init; }

    /// <summary>
    /// The holder's name: according to the receipt when COMPLETED, before that as registered; null while INITIALIZED.
    /// </summary>
    public string? BeneficiaryName { get; init; }

    /// <summary>The holder's tax identifier according to the receipt; null until COMPLETED, or when unknown.</summary>
    public string? BeneficiaryRfc { get; init; }

    /// <summary>UTC instant of COMPLETED or FAILED; null before.</summary>
    public DateTimeOffset? ProcessedAt { get; init; }

    /// <summary>The step to COMPLETED that is due and waits for the payment to settle; null where none does.</summary>
    public CepStep? Waiting { get; init; }

    /// <summary>A new one, of a payment that is made now.</summary>
    internal static Cep New(Draft draft, bool followsMoneyOut) => new()
    {
        ValidationId = draft.NextUuid(IdKind.Validation),
        Status = CepStatus.Initialized,
        CreatedAt = draft.Now,
        FollowsMoneyOut = followsMoneyOut,
    };
}

/// <summary>One step of a CEP's life.</summary>
/// <param name="After">How long after the payment.</param>
/// <param name="Status">What it becomes.</param>
/// <param name="BeneficiaryName">Another holder's name than the instrument's; null for the instrument's.</param>
public sealed record CepStep(TimeSpan After, CepStatus Status, string? BeneficiaryName = null);

/// <summary>
/// The state table of CEPs (order documented). COMPLETED and FAILED are final; nothing leads back to INITIALIZED.
/// </summary>
public static class CepTransitions
{
    private static readonly FrozenDictionary<CepStatus, CepStatus[]> Sources = new Dictionary<CepStatus, CepStatus[]>
    {
        [CepStatus.Initialized] = [],
        [CepStatus.Pending] = [CepStatus.Initialized],
        [CepStatus.Delayed] = [CepStatus.Pending],
        [CepStatus.Completed] = [CepStatus.Pending, CepStatus.Delayed],
        [CepStatus.Failed] = [CepStatus.Pending, CepStatus.Delayed],
    }.ToFrozenDictionary();

    /// <summary>Whether a status may follow; refused with the statuses from which it could.</summary>
    public static Outcome<CepStatus> Next(CepStatus current, CepStatus next)
    {
        if (Sources[next].Contains(current))
        {
            return next;
        }

        var way = Sources[next].Length > 0 && current == CepStatus.Initialized
            ? new Remedy(RemedyAction.MakeCepPending)
            : null;
        return Refusal.OfState("CEP", WireName<CepStatus>.Of(current), Sources[next].Select(WireName<CepStatus>.Of), way);
    }
}
