using System.Text.Json.Serialization;
using NovComet.Web.Access;

namespace NovComet.Web.Gateway;

/// <summary>How the gateway's own answers become JSON, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Info.InfoAnswer))]
[JsonSerializable(typeof(Health.HealthAnswer))]
[JsonSerializable(typeof(TicketEndpoint.TicketAnswer))]
internal sealed partial class GatewayJson : JsonSerializerContext;
