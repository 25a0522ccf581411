using CsCheck;

namespace FincoreSim.Domain.Tests.Model;

internal enum StepKind
{
    MoneyOut,
    Internal,
    Penny,
    Deposit,
    Refund,
    Fund,
    MoveAccount,
    MoveInstrument,
    DeleteInstrument,
    MovePayment,
    MoveCep,
    Advance,
    Take,
    Answer,
    Resend,
    SetWebhook,
    Submit,
}

/// <summary>
/// One command for both worlds. The numbers choose among what there is then, so that a step means something wherever it
/// stands, also after steps before it were left out.
/// </summary>
internal sealed record Step(StepKind Kind, int A, int B, int C)
{
    // An instrument that was deleted stays deleted, so that deleting is rare.
    private static readonly (int Weight, StepKind Kind)[] Weights =
    [
        (48, StepKind.MoneyOut), (32, StepKind.Internal), (24, StepKind.Penny), (40, StepKind.Deposit), (20, StepKind.Refund),
        (4, StepKind.Fund), (8, StepKind.MoveAccount), (8, StepKind.MoveInstrument), (1, StepKind.DeleteInstrument),
        (24, StepKind.MovePayment), (20, StepKind.MoveCep), (56, StepKind.Advance), (48, StepKind.Take), (48, StepKind.Answer),
        (12, StepKind.Resend), (4, StepKind.SetWebhook), (24, StepKind.Submit),
    ];

    /// <summary>Any step.</summary>
    public static Gen<Step> Any { get; } = Gen.Select(
        Gen.Frequency([.. Weights]), Gen.Int[0, 9_999], Gen.Int[0, 9_999], Gen.Int[0, 9_999],
        (kind, a, b, c) => new Step(kind, a, b, c));

    public static T Pick<T>(IReadOnlyList<T> choices, int number) => choices[number % choices.Count];
}

/// <summary>The values among which steps choose.</summary>
internal static class Choices
{
    public static readonly string[] Amounts =
        ["1.95", "0.01", "250.00", "12.34", "999.99", "40.00", "5000.00", "7.00", "0.00", "-1.00", "1,95", "3"];

    public static readonly string[] DepositAmounts = ["9.99", "100.00", "0.01", "450.50", "0.00"];

    /// <summary>Whether an advance stops at receivers that must be asked first; otherwise it goes on all the same.</summary>
    public static bool WaitsForReceivers(Step step) => step.B % 2 == 0;

    public static readonly string[] Waits = ["0s", "500ms", "1s", "1s", "2s", "2s", "5s", "10s", "50s", "10m", "1h", "6h", "24h"];

    public static readonly int?[] Answers = [201, 201, 200, 422, 500, 400, null, 302];
}
