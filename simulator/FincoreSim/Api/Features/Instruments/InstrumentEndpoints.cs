using FincoreSim.Api.Http;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Json;

namespace FincoreSim.Api.Features.Instruments;

/// <summary>Registering, listing, reading and deleting instruments.</summary>
internal static class InstrumentEndpoints
{
    private const string Module = "Instruments";
    private const string Banamex = "3054ff18-32a0-478d-b9fe-b5261f9a6e1f";
    private const string Bbva = "1953a92c-11e5-4315-b406-b89dd6b699b4";

    /// <summary>An empty one has a refusal of its own.</summary>
    private static readonly TextRule Holder = TextRules.SpeiName with { LengthMin = 0 };

    private static readonly BodyShape DebitCard = new(
        "DebitCard",
        Member.Uuid("destination_bank_id", "The card's bank.", example: Banamex),
        Member.Text("card_number", null, "16 digits.", example: "5579072268574100") with { Pattern = "^[0-9]{16}$" },
        Member.Text("holder_name", Holder, "The holder's name.", example: "Pedro Navajas Dos"));

    private static readonly BodyShape VirtualClabe = new(
        "VirtualClabe",
        Member.Uuid("destination_bank_id", "The account's bank.", example: Bbva),
        Member.Text("account_number", TextRules.AccountNumber, "The account number; not compared with the CLABE.",
            required: false, example: "00118359719"),
        Member.Text("clabe_number", null, "18 digits.", example: "012180001183597198") with { Pattern = "^[0-9]{18}$" },
        Member.Text("holder_name", Holder, "The holder's name.", example: "Proveedor Ejemplo SA de CV"));

    private static readonly ApiOperation Register = new("registerInstrument", Module, "RegisterInstrument",
        "Register an instrument for a client")
    {
        Description = "Exactly one of debit_card and virtual_clabe must be given.",
        Answer = ApiJson.Default.InstrumentView,
        Errors = [404],
        Body = new BodyShape(
            "InstrumentRequest",
            Member.Uuid("source_bank_id", "The processing bank at Finco; FINCO_PAY by default.", required: false,
                example: "9d84b03a-28d1-4898-a69c-38824239e2b1"),
            Member.Uuid("client_id", "The client.", example: "c2d1d1e3-3340-4170-980e-e9269bbbc551"),
            Member.Uuid("customer_id", "The customer who will own it; the client by default.", required: false,
                example: "bb1e8fde-e68e-48e9-a483-d32153c752c2"),
            Member.Choice("type", "How it may be used.", WireName<InstrumentType>.All),
            Member.Text("rfc", TextRules.Rfc, "The holder's tax identifier, or ND.", required: false, example: "XAXX010101000"),
            Member.Text("alias", TextRules.Label, "A name for people; the holder's by default.", required: false,
                example: "Tarjeta ABC123"),
            Member.Object("debit_card", "A debit card.", DebitCard, required: false),
            Member.Object("virtual_clabe", "A CLABE.", VirtualClabe, required: false))
        {
            Alternatives = ["debit_card", "virtual_clabe"],
        },
    };

    private static readonly ApiOperation List = new("listInstruments", Module, "ListInstruments", "List instruments for a client")
    {
        Description = "Those of the client and all its customers; with customer_id only that customer's.",
        Answer = ApiJson.Default.InstrumentList,
        Query = [
            Member.Uuid("customer_id", "Only this customer's.", required: false, example: "497f6eca-6276-4993-bfeb-53cbbbba6f08"),
            .. QueryMembers.Pages("per_page")],
    };

    private static readonly ApiOperation One = new("getInstrumentById", Module, "GetInstrument", "Retrieve a single instrument")
    {
        Answer = ApiJson.Default.InstrumentView,
        Errors = [404],
    };

    private static readonly ApiOperation Remove = new("deleteInstrument", Module, "DeleteInstrument", "Delete an instrument")
    {
        Description = "No page lists this call; a public client depends on it.",
        Answer = ApiJson.Default.InstrumentView,
        Errors = [404],
    };

    public static void MapInstruments(this ApiRoutes routes)
    {
        routes.Post("/v1/clients/{clientId}/instruments", Register, RegisterInstrument);
        routes.Get("/v1/clients/{clientId}/instruments", List, ListInstruments);
        routes.Get("/v1/clients/{clientId}/instruments/{instrumentId}", One, ReadInstrument);
        routes.Delete("/v1/clients/{clientId}/instruments/{instrumentId}", Remove, DeleteInstrument);
    }

    private static Reply RegisterInstrument(ApiCall call)
    {
        var read = call.ReadBody();
        if (!read.IsAccepted)
        {
            return read.Refusal;
        }

        var body = read.Value;
        if (DetailOf(body) is not { } detail)
        {
            return new Refusal(RefusalCode.InvalidArgument, "Exactly one of debit_card and virtual_clabe must be given.");
        }

        var command = new RegisterInstrument(
            call.Client,
            body.OptionalUuid("source_bank_id") is { } bank ? new BankId(bank) : null,
            body.OptionalUuid("customer_id") is { } customer ? new CustomerId(customer) : null,
            body.Choice<InstrumentType>("type"),
            body.OptionalText("rfc"),
            body.OptionalText("alias"),
            detail);
        return call.Execute(command, Show);
    }

    private static DetailForm? DetailOf(
        JsonBody body) => (body.OptionalObject("debit_card"), body.OptionalObject("virtual_clabe")) switch
        {
            ({ } card, null) => new CardForm(
                new BankId(card.Uuid("destination_bank_id")), card.Text("holder_name"), card.Text("card_number")),
            (null, { } clabe) => new ClabeForm(
                new BankId(clabe.Uuid("destination_bank_id")),
                clabe.Text("holder_name"),
                clabe.OptionalText("account_number") ?? "",
                clabe.Text("clabe_number")),
            _ => null,
        };

    private static Reply ListInstruments(ApiCall call)
    {
        var customer = call.QueryUuid("customer_id");
        var paging = Paging.Read(call.Query, "per_page");
        if (!customer.IsAccepted || !paging.IsAccepted)
        {
            return (customer.Refusal ?? paging.Refusal)!;
        }

        var page = paging.Value;
        var of = customer.Value is { } id ? new CustomerId(id) : (CustomerId?)null;
        var all = call.Sandbox.Read(world => InstrumentQueries.OfClient(world.State, call.Client, of).ToArray());
        return Reply.Json(
            new InstrumentList([.. page.Of(all).Select(item => InstrumentView.From(item, call.Options))], page.Number, page.Size,
                all.Length),
            ApiJson.Default.InstrumentList);
    }

    private static Reply ReadInstrument(ApiCall call)
    {
        var id = call.PathUuid("instrumentId");
        if (!id.IsAccepted)
        {
            return id.Refusal;
        }

        return call.Sandbox.Read(
            world => InstrumentQueries.Find(world.State, call.Client, new InstrumentId(id.Value))) is { } found
            ? Show(found, call.Options)
            : new Refusal(RefusalCode.NotFound, "Instrument");
    }

    private static Reply DeleteInstrument(ApiCall call)
    {
        var id = call.PathUuid("instrumentId");
        return id.IsAccepted ? call.Execute(new DeleteInstrument(call.Client, new InstrumentId(id.Value)), Show) : id.Refusal;
    }

    private static Reply Show(Instrument instrument, WorldOptions options) =>
        Reply.Json(InstrumentView.From(instrument, options), ApiJson.Default.InstrumentView);
}
