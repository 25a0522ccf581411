using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Clients;

/// <summary>Clients and customers in a world's state.</summary>
public static class ClientState
{
    extension(WorldState state)
    {
        /// <summary>Every client.</summary>
        public Table<ClientId, Client> Clients
        {
            get => state.Part<ClientPart>(StateSlot.Clients).Clients;
            internal set => state.Part<ClientPart>(StateSlot.Clients).Clients = value;
        }

        /// <summary>Every customer.</summary>
        public Table<CustomerId, Customer> Customers
        {
            get => state.Part<ClientPart>(StateSlot.Clients).Customers;
            internal set => state.Part<ClientPart>(StateSlot.Clients).Customers = value;
        }
    }
}

/// <summary>Keeps clients and customers.</summary>
internal sealed class ClientPart : StatePart
{
    public Table<ClientId, Client> Clients { get; set; }

    public Table<CustomerId, Customer> Customers { get; set; }

    internal override StateSlot Slot => StateSlot.Clients;

    internal override StatePart Fork(Edit edit) => new ClientPart { Clients = Clients, Customers = Customers };
}
