using System;
using System.Collections.Frozen;
using System.Linq;

namespace MdEngine.Potentials.Hdnnp.Reading;

/// <summary>The keywords of input.nn: those that the energy depends on, those of fitting, and those of other models.</summary>
internal static class Keywords
{
    private static readonly FrozenSet<string> Single = Set(
        """
        number_of_elements elements cutoff_type scale_symmetry_functions center_symmetry_functions
        scale_symmetry_functions_sigma scale_min_short scale_max_short global_hidden_layers_short global_nodes_short
        global_activation_short normalize_nodes mean_energy conv_energy conv_length
        """);

    private static readonly FrozenSet<string> Repeated = Set(
        """
        symfunction_short atom_energy element_hidden_layers_short element_nodes_short element_activation_short
        """);

    // What n2p2 and RuNNer know beside: fitting, output, checks, and parts of models that are switched off.
    private static readonly FrozenSet<string> Ignored = Set(
        """
        analyze_composition analyze_error analyze_error_charge_step analyze_error_energy_step analyze_error_force_step
        biasweights_max biasweights_min bond_threshold calculate_final_force calculate_forces calculate_hessian
        calculate_stress calculate_hirshfeld calculate_hirshfeld_vdw charge_error_threshold charge_fraction charge_group
        charge_grouping_by_structure charge_update_scaling check_forces check_input_forces cluster_mode
        committee_data committee_mode committee_size data_clustering data_ratio debug_mode detailed_timing
        detailed_timing_epoch detect_saturation dynamic_force_grouping element_activation_electrostatic
        element_activation_pair element_decoupled_forces_v2 element_decoupled_kalman element_hidden_layers_electrostatic
        element_hidden_layers_pair element_nodes_electrostatic element_nodes_pair element_pairsymfunction_short
        element_symfunction_electrostatic enable_on_the_fly_input energy_fraction
        energy_threshold enforce_max_num_neighbors_atomic enforce_totcharge environment_analysis epochs
        electrostatic_type ewald_alpha ewald_cutoff ewald_kmax ewald_prec extrapolation_warnings find_contradictions
        fitmode fitting_unit fix_weights fixed_charge fixed_gausswidth fixed_short_energy_error_threshold
        fixed_short_force_error_threshold force_fraction force_grouping_by_structure force_threshold
        force_update_scaling force_weight global_activation_electrostatic global_activation_pair
        global_hidden_layers_electrostatic global_hidden_layers_pair global_nodes_electrostatic global_nodes_pair
        global_nodes_short_pair global_output_nodes_electrostatic global_output_nodes_pair global_output_nodes_short
        global_pairsymfunction_short global_symfunction_elec global_symfunction_electrostatic
        global_symfunction_short_pair gradient_adam_beta1 gradient_adam_beta2 gradient_adam_epsilon gradient_adam_eta
        gradient_adam_weight_decay gradient_eta gradient_type growth_mode initialization_only ion_forces_only
        jacobian_mode joint_energy_force_update kalman_damp_charge kalman_damp_force kalman_damp_short kalman_epsilon
        kalman_eta kalman_etamax kalman_etatau kalman_lambda_charge kalman_lambda_charge_constraint kalman_lambda_short
        kalman_nue_charge kalman_nue_charge_constraint kalman_nue_short kalman_q0 kalman_qmin kalman_qtau kalman_type
        main_error_metric max_energy max_force md_mode memorize_symfunc_results mix_all_points
        nguyen_widrow_weights_ewald nguyen_widrow_weights_short nguyen_widrow_weights_charge nn_type_elec noise_charge
        noise_energy noise_force normalize_data_set optmode_charge optmode_short_energy optmode_short_force
        pairsymfunction_short parallel_mode points_in_memory precondition_weights prepare_md print_all_deshortdw
        print_all_dfshortdw print_all_electrostatic_weights print_all_short_weights print_convergence_vector
        print_date_and_time print_force_components print_mad print_sensitivity random_number_type random_order_training
        random_seed read_kalman_matrices read_unformatted remove_atom_energies remove_vdw_energies
        repeated_energy_update reset_kalman restrict_weights rmse_threshold rmse_threshold_charge
        rmse_threshold_energy rmse_threshold_force rmse_threshold_trials rmse_threshold_trials_charge
        rmse_threshold_trials_energy rmse_threshold_trials_force runner_mode save_kalman_matrices scale_max_elec
        scale_max_short_pair scale_min_elec scale_min_short_pair
        screen_electrostatics selection_mode selection_mode_charge selection_mode_energy selection_mode_force
        separate_bias_ini_short separate_kalman_short short_energy_error_threshold short_energy_fraction
        short_energy_group short_force_error_threshold short_force_fraction short_force_group
        shuffle_weights_short_atomic silent_mode steepest_descent_step_charge steepest_descent_step_energy_short
        steepest_descent_step_force_short symfunction_correlation symfunction_electrostatic task_batch_size_charge
        task_batch_size_energy task_batch_size_force test_fraction total_charge_error_threshold update_single_element
        update_strategy update_worst_charges update_worst_short_energies update_worst_short_forces updater_type
        use_atom_charges use_atom_energies use_charge_constraint use_damping use_fixed_charges use_ipi use_noisematrix
        use_old_scaling use_old_weights_charge use_old_weights_short use_omp_mkl use_short_forces use_short_nn
        use_systematic_weights_electrostatic use_systematic_weights_short use_vdw validate_forces vdw_cutoff vdw_screening
        vdw_type weight_analysis weight_constraint weighte_constraint weights_max weights_min weightse_max weightse_min
        write_binary_weights write_fit_statistics write_neuronstats write_pdb write_pov write_pwscf write_symfunctions
        write_temporary_weights write_traincharges write_trainforces write_trainlog write_trainpoints write_unformatted
        write_unformatted_short write_weights_epoch write_xyz nblock
        """);

    /// <summary>The name under which a keyword is known here: n2p2 and RuNNer differ in some.</summary>
    public static string Usual(string key) => key switch
    {
        "symfunction" => "symfunction_short",
        "scale_min_short_atomic" => "scale_min_short",
        "scale_max_short_atomic" => "scale_max_short",
        "global_nodes_short_atomic" => "global_nodes_short",
        _ => key,
    };

    /// <summary>True for keywords of which several lines may stand.</summary>
    public static bool IsRepeatable(string key) => Repeated.Contains(key);

    /// <summary>True for keywords that the energy depends on.</summary>
    public static bool Matters(string key) => Single.Contains(key) || Repeated.Contains(key);

    /// <summary>Why a line cannot stand in this kind of model; null when it can.</summary>
    public static string? WhyRefused(ModelFile.Row row)
    {
        string key = Usual(row.Words[0]), value = row.Words.Length > 1 ? row.Words[1] : "";
        switch (key)
        {
            case "nnp_type" or "nn_type":
                return value is "2" or "2G-HDNNP" ? null : Other(key, value, "2G-HDNNP");
            case "nnp_gen":
                return value == "2" ? null : Other(key, value, "2");
            case "nn_type_short":
                return value == "1" ? null : Other(key, value, "1 (networks of atoms)");
            case "use_electrostatics" or "use_vdw":
                return $"'{key}': the model has terms beside the networks of its atoms, which are not supported";
            case "global_symfunction_short" or "global_symfunction_short_atomic" or "element_symfunction_short":
                return $"'{key}' is not supported; write the symmetry functions out as symfunction_short, as RuNNer lists them";
        }

        if (Matters(key) || Ignored.Contains(key))
        {
            return null;
        }

        string? nearest = Nearest(key);
        return $"'{ModelFile.Row.Excerpt(key)}' is no keyword of n2p2 or RuNNer"
            + (nearest is null ? "; if the energy does not depend on it, put a # before it" : $"; did you mean '{nearest}'?");
    }

    private static string Other(string key, string value, string expected) =>
        $"found {key} {ModelFile.Row.Excerpt(value)}, expected {expected}: only potentials whose networks give the energies of "
        + "atoms are supported";

    private static string? Nearest(string key) => Single.Concat(Repeated).Concat(Ignored)
        .Select(k => (Key: k, Distance: Distance(key, k)))
        .Where(k => k.Distance <= Math.Max(1, Math.Min(4, key.Length / 4)))
        .OrderBy(k => k.Distance).ThenBy(k => k.Key, StringComparer.Ordinal)
        .Select(k => k.Key).FirstOrDefault();

    /// <summary>Number of single-letter edits between two words.</summary>
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 4)
        {
            return int.MaxValue;
        }

        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int best = Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1));
                corner = row[j];
                row[j] = best;
            }
        }

        return row[^1];
    }

    private static FrozenSet<string> Set(string words) => words
        .Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
