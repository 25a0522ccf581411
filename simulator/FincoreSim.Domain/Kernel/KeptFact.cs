namespace FincoreSim.Domain.Kernel;

/// <summary>
/// Which fact the content of a <see cref="KeptFact"/> stands for. Each fact that has a form declares it. Immutable.
/// </summary>
internal abstract class FactForm
{
    /// <summary>The fact itself is kept.</summary>
    public static FactForm Whole { get; } = new FactForm<Fact>(fact => fact);

    /// <summary>The fact, equal to the one that was kept.</summary>
    public abstract Fact ToFact(object content);
}

/// <summary>The form of a fact that only wraps something.</summary>
/// <typeparam name="T">What it wraps.</typeparam>
/// <param name="wrap">Wraps it again.</param>
internal sealed class FactForm<T>(Func<T, Fact> wrap) : FactForm
    where T : class
{
    /// <inheritdoc/>
    public override Fact ToFact(object content) => wrap((T)content);
}

/// <summary>
/// A fact as the journal keeps it. The facts of a payment only wrap what the state keeps anyway; so the journal keeps that and
/// wraps it again for who reads it, and the wrappers die young instead of being copied by the garbage collector first.
/// </summary>
/// <param name="Form">Which fact it is.</param>
/// <param name="Content">What it is made of.</param>
internal readonly record struct KeptFact(FactForm Form, object Content)
{
    /// <summary>The fact, equal to the one that was kept but for what receivers answered beyond the beginning.</summary>
    public Fact ToFact() => Form.ToFact(Content);
}
