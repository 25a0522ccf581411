using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Domain.Worlds;

/// <summary>
/// The rule on limits that somebody asks for: not below what a world has already, where what they count is never dropped. Whoever
/// asks learns of it, and not the next payment.
/// </summary>
public static class LimitRules
{
    /// <summary>The first limit that a world is beyond, named with both numbers; null where it is within all.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="state">The world.</param>
    /// <param name="who">What has so many: <c>the template busy</c>.</param>
    public static Refusal? Shortage(WorldLimits limits, WorldState state, string who)
    {
        foreach (var (name, limit, count, what) in Counts(limits, state))
        {
            if (count > limit)
            {
                return new Refusal(RefusalCode.InvalidArgument,
                    $"options.limits.{name} is {limit}, but {who} has {count} {what}.");
            }
        }

        return null;
    }

    private static (string Name, int Limit, int Count, string What)[] Counts(WorldLimits limits, WorldState state) =>
    [
        ("transactions", limits.Transactions, state.Transactions.Count, "transactions"),
        ("registrations", limits.Registrations, state.Clients.Count, "clients"),
        ("registrations", limits.Registrations, state.Customers.Count, "customers"),
        ("registrations", limits.Registrations, state.Accounts.Count, "accounts"),
        ("registrations", limits.Registrations, state.Instruments.Count, "instruments"),
        ("registrations", limits.Registrations, state.Webhooks.Count, "webhooks"),
        ("waiting_deliveries", limits.WaitingDeliveries, state.Deliveries.WaitingCount, "deliveries that wait"),
    ];
}
