using System.Text;
using System.Text.Json.Nodes;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Worlds.Webhooks;

/// <summary>Puts members into a message, or in place of others. Stateless.</summary>
internal static class MessageChanges
{
    /// <summary>The message with its changes; objects on the way to a member are made where they are missing.</summary>
    public static byte[] Apply(byte[] message, ImmutableArray<MessageChange> changes)
    {
        var root = JsonNode.Parse(message)!.AsObject();
        foreach (var change in changes)
        {
            var names = change.Path.Split('.');
            var at = root;
            foreach (var name in names[..^1])
            {
                if (at[name] is not JsonObject inner)
                {
                    at[name] = inner = [];
                }

                at = inner;
            }

            at[names[^1]] = JsonNode.Parse(change.Json);
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }
}
