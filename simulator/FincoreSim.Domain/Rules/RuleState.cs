using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Kernel;

namespace FincoreSim.Domain.Rules;

/// <summary>The armed rules in a world's state, and what a decision makes of them.</summary>
public static class RuleState
{
    extension(WorldState state)
    {
        /// <summary>The rules that are armed.</summary>
        public RuleBook Rules
        {
            get => state.Part<RulePart>(StateSlot.Rules).Rules;
            internal set => state.Part<RulePart>(StateSlot.Rules).Rules = value;
        }
    }

    extension(Draft draft)
    {
        /// <summary>What the call asked for by itself; null where it asked for nothing.</summary>
        internal RuleEffect? Asked
        {
            get => draft.Part<RuleDraft>(DraftSlot.Rules).Asked;
            set => draft.Part<RuleDraft>(DraftSlot.Rules).Asked = value;
        }

        /// <summary>What the caller will see of the answer; null: the answer.</summary>
        internal AnswerFault? Fault
        {
            get => draft.Part<RuleDraft>(DraftSlot.Rules).Fault;
            set => draft.Part<RuleDraft>(DraftSlot.Rules).Fault = value;
        }

        /// <summary>The armed rules with their counters, as this decision left them.</summary>
        internal ImmutableArray<ArmedRule> Rules => (draft.Part<RuleDraft>(DraftSlot.Rules).Rules ?? draft.State.Rules).All;

        internal void CountRule(ArmedRule counted)
        {
            var part = draft.Part<RuleDraft>(DraftSlot.Rules);
            part.Rules = (part.Rules ?? draft.State.Rules).Replace(counted);
            draft.Note(new RuleCounted(counted));
        }
    }
}

/// <summary>Keeps the armed rules.</summary>
internal sealed class RulePart : StatePart
{
    public RuleBook Rules { get; set; } = RuleBook.Empty;

    internal override StateSlot Slot => StateSlot.Rules;

    internal override StatePart Fork(Edit edit) => new RulePart { Rules = Rules };
}

/// <summary>What a decision has made of the rules so far.</summary>
internal sealed class RuleDraft : DraftPart
{
    public RuleEffect? Asked { get; set; }

    public AnswerFault? Fault { get; set; }

    public RuleBook? Rules { get; set; }

    internal override void Begin() => (Asked, Fault, Rules) = (null, null, null);
}
