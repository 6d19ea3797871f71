using Microsoft.Extensions.Options;

namespace NovComet.Web.Access;

/// <summary>Reports the mistakes of the access settings together with those of all others.</summary>
internal sealed class AccessValidator(AccessSettings settings) : IValidateOptions<NovCometOptions>
{
    public ValidateOptionsResult Validate(string? name, NovCometOptions options) =>
        settings.Mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(settings.Mistakes);
}
