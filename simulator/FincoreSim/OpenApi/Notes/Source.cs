using FincoreSim.Fidelity;

namespace FincoreSim.OpenApi.Notes;

/// <summary>What stands behind a part of the API's document, in the words of the table of behaviours.</summary>
/// <param name="Name">The page or client.</param>
/// <param name="Label">How sure that makes it.</param>
internal sealed record Source(string Name, BehaviourLabel Label)
{
    public static Source Overview { get; } = Page(Behaviours.Overview);

    public static Source Reference { get; } = Page(Behaviours.Reference);

    public static Source Quickstart { get; } = Page(Behaviours.Quickstart);

    public static Source Internal { get; } = Page(Behaviours.Internal);

    public static Source MoneyIn { get; } = Page(Behaviours.MoneyIn);

    public static Source OldMoneyIn { get; } = Page(Behaviours.OldMoneyIn);

    public static Source Keys { get; } = Page(Behaviours.Keys);

    public static Source Penny { get; } = Page(Behaviours.Penny);

    public static Source Reports { get; } = Page(Behaviours.Reports);

    public static Source Client { get; } = new(Behaviours.Client, BehaviourLabel.Observed);

    public static Source None { get; } = new(Behaviours.None, BehaviourLabel.Assumed);

    /// <summary>How a description ends that has this source.</summary>
    public string Sentence => Label == BehaviourLabel.Assumed ? "Source: none, assumed." : $"Source: {Name}.";

    private static Source Page(string name) => new(name, BehaviourLabel.Documented);
}
