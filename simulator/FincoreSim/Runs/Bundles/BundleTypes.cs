using System.Text.Json.Serialization.Metadata;
using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Reports;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;

namespace FincoreSim.Runs.Bundles;

/// <summary>
/// The names under which commands, effects and forms stand in a bundle. A name, once given, is never given again.
/// </summary>
internal static class BundleTypes
{
    /// <summary>Every command of the domain.</summary>
    public static ImmutableArray<JsonDerivedType> Commands { get; } =
    [
        new(typeof(AddClient), "add_client"),
        new(typeof(AddCustomer), "add_customer"),
        new(typeof(IssueToken), "issue_token"),
        new(typeof(ExpireTokens), "expire_tokens"),
        new(typeof(OpenAccount), "open_account"),
        new(typeof(CreatePrivateAccount), "create_private_account"),
        new(typeof(MoveAccount), "move_account"),
        new(typeof(FundAccount), "fund_account"),
        new(typeof(RegisterInstrument), "register_instrument"),
        new(typeof(DeleteInstrument), "delete_instrument"),
        new(typeof(MoveInstrument), "move_instrument"),
        new(typeof(MoneyOut), "money_out"),
        new(typeof(TransferInternally), "internal_transaction"),
        new(typeof(ValidateByPenny), "penny_validation"),
        new(typeof(RefundDeposit), "refund"),
        new(typeof(SendBack), "send_back"),
        new(typeof(ReceiveDeposit), "money_in"),
        new(typeof(MovePayment), "move_payment"),
        new(typeof(MoveCep), "move_cep"),
        new(typeof(RegisterWebhook), "register_webhook"),
        new(typeof(ChangeWebhook), "change_webhook"),
        new(typeof(DeleteWebhook), "delete_webhook"),
        new(typeof(TakeDeliveries), "take_deliveries"),
        new(typeof(BeginAttempt), "webhook_attempt"),
        new(typeof(ResendDelivery), "resend_delivery"),
        new(typeof(RecordAttempt), "webhook_answer"),
        new(typeof(GiveAnswer), "give_answer"),
        new(typeof(CloseOperatingDay), "close_operating_day"),
        new(typeof(ConsultRequest), "request"),
        new(typeof(ArmRules), "arm_rules"),
        new(typeof(ArmSources), "arm_sources"),
        new(typeof(DisarmRule), "disarm_rule"),
        new(typeof(ChangeOptions), "change_options"),
        new(typeof(ChangeSeed), "change_seed"),
    ];

    /// <summary>Every effect that a rule can have.</summary>
    public static ImmutableArray<JsonDerivedType> Effects { get; } =
    [
        new(typeof(SettleEffect), "settle"),
        new(typeof(RejectEffect), "reject"),
        new(typeof(ReturnEffect), "return"),
        new(typeof(HoldEffect), "hold"),
        new(typeof(CepTimelineEffect), "cep_timeline"),
        new(typeof(RefuseEffect), "refuse"),
        new(typeof(FailEffect), "fail"),
        new(typeof(RequestFaultEffect), "request_fault"),
        new(typeof(RateLimitEffect), "rate_limit"),
        new(typeof(TreatAnswerAsEffect), "treat_answer_as"),
        new(typeof(DuplicateEffect), "duplicate"),
        new(typeof(DelayEffect), "delay"),
        new(typeof(ReorderEffect), "reorder"),
        new(typeof(DropEffect), "drop"),
        new(typeof(DropConnectionEffect), "drop_connection"),
        new(typeof(StaleEffect), "stale"),
        new(typeof(ChangeMessageEffect), "change"),
    ];

    /// <summary>What a registration can point at.</summary>
    public static ImmutableArray<JsonDerivedType> Forms { get; } = [new(typeof(CardForm), "card"),
        new(typeof(ClabeForm), "clabe")];

    /// <summary>The types of a family, told apart by a member.</summary>
    public static JsonPolymorphismOptions Family(string member, ImmutableArray<JsonDerivedType> types)
    {
        var family = new JsonPolymorphismOptions
        {
            TypeDiscriminatorPropertyName = member,
            UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization,
        };
        foreach (var type in types)
        {
            family.DerivedTypes.Add(type);
        }

        return family;
    }
}

/// <summary>
/// Source-generated JSON for what <see cref="BundleTypes"/> lists: the same types, which the generator has to read here.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(BundleManifest))]
[JsonSerializable(typeof(InputLine))]
[JsonSerializable(typeof(AddClient))]
[JsonSerializable(typeof(AddCustomer))]
[JsonSerializable(typeof(IssueToken))]
[JsonSerializable(typeof(ExpireTokens))]
[JsonSerializable(typeof(OpenAccount))]
[JsonSerializable(typeof(CreatePrivateAccount))]
[JsonSerializable(typeof(MoveAccount))]
[JsonSerializable(typeof(FundAccount))]
[JsonSerializable(typeof(RegisterInstrument))]
[JsonSerializable(typeof(DeleteInstrument))]
[JsonSerializable(typeof(MoveInstrument))]
[JsonSerializable(typeof(CardForm))]
[JsonSerializable(typeof(ClabeForm))]
[JsonSerializable(typeof(MoneyOut))]
[JsonSerializable(typeof(TransferInternally))]
[JsonSerializable(typeof(ValidateByPenny))]
[JsonSerializable(typeof(RefundDeposit))]
[JsonSerializable(typeof(SendBack))]
[JsonSerializable(typeof(ReceiveDeposit))]
[JsonSerializable(typeof(MovePayment))]
[JsonSerializable(typeof(MoveCep))]
[JsonSerializable(typeof(RegisterWebhook))]
[JsonSerializable(typeof(ChangeWebhook))]
[JsonSerializable(typeof(DeleteWebhook))]
[JsonSerializable(typeof(TakeDeliveries))]
[JsonSerializable(typeof(BeginAttempt))]
[JsonSerializable(typeof(ResendDelivery))]
[JsonSerializable(typeof(RecordAttempt))]
[JsonSerializable(typeof(GiveAnswer))]
[JsonSerializable(typeof(CloseOperatingDay))]
[JsonSerializable(typeof(ConsultRequest))]
[JsonSerializable(typeof(ArmRules))]
[JsonSerializable(typeof(ArmSources))]
[JsonSerializable(typeof(DisarmRule))]
[JsonSerializable(typeof(ChangeOptions))]
[JsonSerializable(typeof(ChangeSeed))]
[JsonSerializable(typeof(SettleEffect))]
[JsonSerializable(typeof(RejectEffect))]
[JsonSerializable(typeof(ReturnEffect))]
[JsonSerializable(typeof(HoldEffect))]
[JsonSerializable(typeof(CepTimelineEffect))]
[JsonSerializable(typeof(RefuseEffect))]
[JsonSerializable(typeof(FailEffect))]
[JsonSerializable(typeof(RequestFaultEffect))]
[JsonSerializable(typeof(RateLimitEffect))]
[JsonSerializable(typeof(TreatAnswerAsEffect))]
[JsonSerializable(typeof(DuplicateEffect))]
[JsonSerializable(typeof(DelayEffect))]
[JsonSerializable(typeof(ReorderEffect))]
[JsonSerializable(typeof(DropEffect))]
[JsonSerializable(typeof(DropConnectionEffect))]
[JsonSerializable(typeof(StaleEffect))]
[JsonSerializable(typeof(ChangeMessageEffect))]
internal sealed partial class BundleJsonContext : JsonSerializerContext;
