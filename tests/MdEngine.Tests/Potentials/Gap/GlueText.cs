namespace MdEngine.Tests.Potentials.Gap;

/// <summary>A small glue potential for tests, as QUIP writes them.</summary>
internal static class GlueText
{
    public const string Xml = """
        <Glue_params n_types="2">
          <per_type_data type="1" atomic_num="14">
            <density num_points="3" density_y1="0" density_yn="0"><point a="1.0" rho="2.1"/><point a="2.0" rho=".2"/><point a="2.9" rho="0"/></density>
            <potential_density num_points="4"><point rho="0" E="0"/><point rho="1" E="-1.1"/><point rho="2" E="-1.6"/><point rho="4" E="-1.9"/></potential_density>
          </per_type_data>
          <per_type_data type="2" atomic_num="6">
            <density num_points="4" density_y1="-.3" density_yn="0" do_spline="T"><point a="1.0" rho="1.2"/><point a="2.5" rho="0.2"/><point a="2.0" rho="0.5"/><point a="3.0" rho="0"/></density>
            <potential_density num_points="3" y1="-1" yn="1e30"><point rho="0" E="0"/><point rho="1" E="-0.8"/><point rho="3" E="-1.2"/></potential_density>
          </per_type_data>
          <per_pair_data type1="1" type2="1"><potential_pair num_points="4" y1="-30" yn="0"><point r="0.5" E="40"/><point r="1.5" E="9"/><point r="2.0" E="2"/><point r="2.9" E="0"/></potential_pair></per_pair_data>
          <per_pair_data type1="2" type2="1"><potential_pair num_points="3"><point r="1.0" E="20"/><point r="2.0" E="1"/><point r="3.0" E="0"/></potential_pair></per_pair_data>
          <per_pair_data type1="2" type2="2"><potential_pair num_points="3" y1="-30" yn="0"><point r="1.0" E="20"/><point r="2.0" E="2"/><point r="2.9" E="0"/></potential_pair></per_pair_data>
        </Glue_params>
        """;

    /// <summary>A model with this core potential beside it.</summary>
    public static GapText With(GapText text)
    {
        text.Core = Xml;
        text.InitArgs = $"Sum init_args_pot1={{IP Glue}} init_args_pot2={{IP GAP label={text.Label}}}";
        return text;
    }
}
