using System.Text.Json.Nodes;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Transactions;

namespace FincoreSim.Runs.Copied;

/// <summary>Makes the step of each deed. Used by one copy.</summary>
internal sealed class CopiedSteps
{
    private readonly CopyContext _context;
    private readonly MoneySteps _money;
    private readonly ThingSteps _things;
    private readonly CallSteps _calls;
    private readonly CopiedRules _rules;
    private readonly HashSet<string> _absent = new(StringComparer.OrdinalIgnoreCase);
    private bool _hasMoved;

    public CopiedSteps(CopyContext context, CopiedReceivers receivers, WorldOptions options)
    {
        (_context, Options) = (context, options);
        (_money, _things, _calls, _rules) = (new MoneySteps(context), new ThingSteps(context, receivers), new CallSteps(context), new CopiedRules(context));
    }

    /// <summary>What is there from the beginning.</summary>
    public JsonArray Instruments => _things.Instruments;

    /// <summary>The webhooks that are there from the beginning.</summary>
    public JsonArray Webhooks => _things.Webhooks;

    /// <summary>The switches that the scenario begins with.</summary>
    public WorldOptions Options { get; private set; }

    /// <summary>The step of a deed; null where it has none, being given from the beginning or left out.</summary>
    /// <param name="deed">The deed.</param>
    /// <param name="isWanted">Whether it shall be in the scenario.</param>
    public CopiedStep? Of(Deed deed, bool isWanted)
    {
        var known = _context.LeftOut.Count;
        var step = isWanted ? StepOf(deed) : _context.Leave(deed, Shown(deed), "It was not wanted.");
        if (step is not null && _absent.FirstOrDefault(id => step.Shown.Contains(id, StringComparison.OrdinalIgnoreCase)) is not null)
        {
            step = _context.Leave(deed, Shown(deed), "It builds on something that is not in the scenario.");
        }

        if (step is null && _context.LeftOut.Count > known)
        {
            _absent.UnionWith(deed.Facts.OfType<TransactionCreated>().Select(fact => fact.Created.Id.Value.ToString()));
        }

        _hasMoved |= step is not null;
        return step is null ? null : Answered(step);
    }

    private CopiedStep? StepOf(Deed deed) => deed.Head switch
    {
        CommandAccepted { Command: var command } => _calls.Remember(Accepted(deed, command)),
        KeyUsedAgain or KeyNotDerived => _calls.Again(deed),
        _ => _calls.Refused(deed),
    };

    private CopiedStep? Accepted(Deed deed, string command) => command switch
    {
        "money_in" => _money.Deposit(deed),
        "money_out" or "internal_transaction" or "penny_validation" => _money.Payment(deed, command),
        "refund" => _money.Refund(deed),
        "liquidate" or "reject" or "return" => _money.Outcome(deed, command),
        "cep" => _money.Cep(deed),
        "fund_account" => _money.Fund(deed),
        "block_account" or "unblock_account" or "suspend_account" or "activate_account" or "block_instrument" or "unblock_instrument" =>
            _things.Move(deed, command[..command.IndexOf('_', StringComparison.Ordinal)]),
        "register_instrument" => _things.Register(deed),
        "delete_instrument" => _things.Delete(deed),
        "create_private_account" => _things.OpenAccount(deed),
        "register_webhook" => _things.Subscribe(deed, !_hasMoved),
        "change_webhook" or "delete_webhook" => _things.Change(deed),
        "resend_delivery" => _things.Resend(deed),
        "arm_rules" or "disarm_rule" or "arm_sources" => _rules.Change(deed),
        "change_options" => Switch(deed),
        "expire_tokens" => new CopiedStep(deed, command, null),
        _ => _context.Leave(deed, command, "There is no step for it."),
    };

    /// <summary>Switches stand for the whole scenario; those that changed on the way cannot.</summary>
    private CopiedStep? Switch(Deed deed)
    {
        if (_hasMoved)
        {
            return _context.Leave(deed, "switches changed", "The switches of a scenario stand in its sandbox from the beginning; these changed on the way.");
        }

        Options = deed.Find<OptionsChanged>()?.Options ?? Options;
        return null;
    }

    /// <summary>A step whose answer got lost tells of no transaction; it is looked for by its key, else by its tracking key.</summary>
    private CopiedStep Answered(CopiedStep step)
    {
        if (step.Expect is not null || CallSteps.Broken(step.Deed.Call) is not { } broken)
        {
            return step;
        }

        if (step.As is not { } name || step.Deed.Find<TransactionCreated>()?.Created is not { } made)
        {
            return step with { Expect = broken };
        }

        _context.Names.Name(made.Id.Value, name);
        var sought = step.Deed.Key is { } key && step.Key == "money_out"
            ? new JsonObject { ["key"] = key.Key.Key.ToString() }
            : new JsonObject { ["tracking_key"] = made.TrackingKey };
        return step with
        {
            As = null,
            Expect = broken,
            After =
            [
                new CopiedStep(step.Deed, "wait_for", new JsonObject { ["transaction"] = sought })
                {
                    As = name,
                    Comment = "its answer got lost, the payment did not",
                },
            ],
        };
    }

    private static string Shown(Deed deed) => deed.Command ?? (deed.Head as CommandRefused)?.Command ?? deed.Call?.Path ?? "a key that was used again";
}
