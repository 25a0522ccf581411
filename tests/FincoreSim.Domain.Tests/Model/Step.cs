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
    private static readonly (StepKind Kind, int Weight)[] Weights =
    [
        (StepKind.MoneyOut, 12), (StepKind.Internal, 8), (StepKind.Penny, 6), (StepKind.Deposit, 10), (StepKind.Refund, 5),
        (StepKind.Fund, 1), (StepKind.MoveAccount, 2), (StepKind.MoveInstrument, 2), (StepKind.DeleteInstrument, 0),
        (StepKind.MovePayment, 6), (StepKind.MoveCep, 5), (StepKind.Advance, 14), (StepKind.Take, 12), (StepKind.Answer, 12),
        (StepKind.Resend, 3), (StepKind.SetWebhook, 1), (StepKind.Submit, 6),
    ];

    private static readonly StepKind[] Wheel = [.. Weights.SelectMany(pair => Enumerable.Repeat(pair.Kind, pair.Weight))];

    public static Step Draw(Random random)
    {
        // Deleting is for ever, so it stays rare.
        var kind = random.Next(400) == 0 ? StepKind.DeleteInstrument : Wheel[random.Next(Wheel.Length)];
        return new Step(kind, random.Next(10_000), random.Next(10_000), random.Next(10_000));
    }

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
