using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Kernel;

/// <summary>Who sent a command.</summary>
public enum Origin
{
    /// <summary>A call of the API.</summary>
    Api,

    /// <summary>The control API, or the page.</summary>
    Control,

    /// <summary>The world's clock: something was due.</summary>
    Clock,

    /// <summary>The receiver of a webhook, by its answer.</summary>
    Webhook,

    /// <summary>The template that fills a new world.</summary>
    Template,

    /// <summary>The folder of scenario files whose rules are armed in every world.</summary>
    Folder,
}

/// <summary>
/// One thing that can happen, whoever causes it. It decides purely and may refuse; what it decides is a list of facts.
/// Immutable.
/// </summary>
public abstract record Command
{
    /// <summary>The name, as the journal and the clock's answer show it: <c>money_out</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Who sent it.</summary>
    public Origin Origin { get; init; } = Origin.Api;

    internal abstract Refusal? DecideUntyped(Draft draft);

    /// <summary>
    /// What makes the same command of its subject alone, so that a schedule need not keep one for each; null: nothing.
    /// </summary>
    internal virtual UsualCommand? UsualFor(Guid subject) => null;
}

/// <summary>Makes the command that is scheduled for nearly every subject of a kind. Immutable.</summary>
internal abstract class UsualCommand
{
    /// <summary>The command about a subject.</summary>
    public abstract Command For(Guid subject);
}

/// <summary>A command that gives something when it is accepted.</summary>
/// <typeparam name="T">What it gives.</typeparam>
public abstract record Command<T> : Command
{
    internal abstract Outcome<T> Decide(Draft draft);

    internal sealed override Refusal? DecideUntyped(Draft draft) => Decide(draft).Refusal;
}
